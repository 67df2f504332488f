"""Questions asked of a dependency parse (ClearNLP labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.extract.parse import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Words between two coordinated verbs that share an object.
SHARING = 4
CONDITIONAL = frozenset("could would might may can should must 'd".split())
INTENT = frozenset(
    """
    threaten threatened threatening threatens try tried trying tries attempt attempted attempting attempts want
    wanted wanting wants plan planned planning plans intend intended intending intends conspire conspired
    conspiring conspiracy hope hoped solicit solicited plot plotted plotting vowed vow refused failed wish wished
    threat threats intention aimed hired hiring solicitation suspected trained tend risk going about pretend
    pretended pretending
    """.split()
)
# "Police do not believe that he was hit" denies what is believed.
RAISING = frozenset("believe believed think thought appear appeared seem seemed suspect expected".split())


def is_verb(token: Token) -> bool:
    """Whether the tagger takes it for a verb."""
    return token.tag_ in VERB_TAGS


def is_noun(token: Token) -> bool:
    """Whether the tagger takes it for a noun."""
    return token.tag_ in NOUN_TAGS


def same_sentence(a: Token, b: Token) -> bool:
    """Whether two tokens of one doc stand in one sentence; many times faster than to compare their `sent`."""
    doc, (first, last) = a.doc, sorted((a.i, b.i))
    return not any(doc[at].is_sent_start for at in range(first + 1, last + 1))


def children(token: Token, *deps: str) -> list[Token]:
    """Dependents with one of the labels."""
    return [child for child in token.children if child.dep_ in deps]


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was killed", or a participle that describes a noun."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "oprd", "acomp"):
        return True
    if verb.dep_ == "conj" and not children(verb, "dobj", "nsubj"):
        return is_passive(verb.head) if is_verb(verb.head) else False
    return False


def subjects(verb: Token) -> list[Token]:
    """Subjects of a verb, its own or, in a coordination, those of the first verb."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return own
    if verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i:
        return subjects(verb.head)
    return []


def objects(verb: Token) -> list[Token]:
    """Direct objects of a verb, or what the parser took for them."""
    return children(verb, "dobj", "obj", "dative")


def modified_noun(token: Token) -> Token | None:
    """The noun that a participle or relative clause describes."""
    if token.dep_ in ("acl", "relcl", "amod") and is_noun_like(token.head):
        return token.head
    return None


def is_noun_like(token: Token) -> bool:
    """A noun, a number or a pronoun that can stand for one."""
    return is_noun(token) or token.tag_ in ("CD", "PRP", "DT", "JJ", "JJR")


def conjuncts(token: Token) -> list[Token]:
    """A token and those coordinated with it, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" or (child.dep_ == "appos" and _is_listed(token, child)):
            found.extend(conjuncts(child))
    return found


def _is_listed(head: Token, appos: Token) -> bool:
    """Whether what the parser took for an apposition is the next of a list: "his wife, his son and a cousin"."""
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    if not children(appos, "conj") or after.text != ",":
        return False
    both_named = head.ent_type_ == "PERSON" and appos.ent_type_ == "PERSON"
    return both_named or bool(children(head, "poss") and children(appos, "poss"))


def ancestors(token: Token) -> Iterator[Token]:
    """A token, then its heads up to the root."""
    current = token
    while True:
        yield current
        if current.head.i == current.i:
            return
        current = current.head


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token in the parse, itself where it is one."""
    return next((above for above in ancestors(token) if is_verb(above)), None)


def is_negated(token: Token) -> bool:
    """Whether "not", "n't" or "never" hangs on the token or its auxiliary."""
    return any(child.dep_ == "neg" for child in token.children)


def is_denied(token: Token) -> bool:
    """Whether what a word tells did not happen: "was not hurt", "neither was hurt", "is not believed to be hurt"."""
    if is_negated(token) or any(c.lower_ in ("neither", "nor") for s in subjects(token) for c in [s, *s.children]):
        return True
    if token.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "prep", "pobj") and token.head.i != token.i:
        above = token.head
        carries = token.dep_ != "ccomp" or above.lower_ in RAISING
        return carries and above.dep_ != token.dep_ and is_denied(above)
    return False


def is_within(token: Token, above: Token) -> bool:
    """Whether a token stands below another in the parse."""
    return any(node.i == above.i for node in ancestors(token))


def shared_objects(verb: Token) -> list[Token]:
    """Objects of a verb, or those it shares with the verb coordinated after it: "shot and killed a man"."""
    found = objects(verb)
    if found:
        return found
    for following in children(verb, "conj"):
        if is_verb(following) and following.i - verb.i <= SHARING and not children(following, "nsubj", "nsubjpass"):
            return shared_objects(following)
    return []


def is_none(token: Token) -> bool:
    """Whether the copy says that there was none: "no arrests", "no citations were issued"."""
    told = [token] if is_noun(token) else subjects(token)
    return any(child.lower_ == "no" for noun in told for child in children(noun, "det"))


def is_unreal(verb: Token) -> bool:
    """Whether a verb tells what somebody wanted or threatened, or what could happen, not what did."""
    if any(child.dep_ == "aux" and child.lower_ in CONDITIONAL for child in verb.children):
        return True
    if any(
        child.dep_ == "advmod" and child.lower_ in ("almost", "nearly") and child.i < verb.i for child in verb.children
    ):
        return True
    if verb.dep_ in ("acomp", "attr") and verb.head.i != verb.i:
        return is_unreal(verb.head)
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    if to and verb.dep_ in ("xcomp", "acl", "advcl", "ccomp"):
        return verb.head.lower_ in INTENT or verb.dep_ == "acl"
    if verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.head.dep_ == "prep"):
        return verb.head.head.lower_ in INTENT
    return (
        verb.dep_ == "conj"
        and is_verb(verb.head)
        and verb.head.i != verb.i
        and verb.tag_ == "VB"
        and is_unreal(verb.head)
    )
