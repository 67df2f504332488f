"""FC801: who played a part in an event. Several parties may share one."""

from __future__ import annotations

from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Kind, RoleValue
from factcheck.text.names import same_person
from factcheck.text.phrasing import show

CODE = "FC801"
# Parts that one party alone plays for a side in one round.
SOLE = frozenset({"head of delegation"})


class CompareRoles:
    """Compares two parties said to have played one part."""

    kind = Kind.ROLE
    code = CODE
    name = "role"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two parties: two mediators are no contradiction, since one does not exclude the other."""
        assert isinstance(a.value, RoleValue)
        assert isinstance(b.value, RoleValue)
        if a.value.party == b.value.party:
            return Comparison(
                level=Level.SAME, code=CODE, a=show(a.value), b=show(b.value), reason="the same party", confidence=0.95
            )
        level, reason = Level.UNKNOWN, "several parties may share the part"
        if a.value.role in SOLE and "[" in a.attribute and a.attribute == b.attribute and not setting.same_article:
            match = same_person(a.value.party, b.value.party)
            if match.level == "same":
                level, reason = Level.SAME, "one person, spelt in two ways"
            elif match.level == "apart" and setting.event is not None and setting.event.ordinal is not None:
                level, reason = Level.APART, "one delegation has two heads"
        return Comparison(level=level, code=CODE, a=show(a.value), b=show(b.value), reason=reason, confidence=0.65)
