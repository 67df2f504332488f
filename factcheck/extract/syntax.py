"""Questions asked of a dependency parse (ClearNLP labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp"})


def is_verb(token: Token) -> bool:
    """Whether the tagger takes it for a verb."""
    return token.tag_ in VERB_TAGS


def is_noun(token: Token) -> bool:
    """Whether the tagger takes it for a noun."""
    return token.tag_ in NOUN_TAGS


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
        if child.dep_ in ("conj", "appos") and child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """A token, then its heads up to the root."""
    current = token
    while True:
        yield current
        if current.head.i == current.i:
            return
        current = current.head


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, itself included."""
    return next((above for above in ancestors(token) if is_verb(above)), None)


def is_negated(token: Token) -> bool:
    """Whether "not", "n't" or "never" hangs on the token or its auxiliary."""
    return any(child.dep_ == "neg" for child in token.children)


def is_within(token: Token, above: Token) -> bool:
    """Whether a token stands below another in the parse."""
    return any(node.i == above.i for node in ancestors(token))
