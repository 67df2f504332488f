"""FC801: who played a part in an event. Several parties may share one."""

from __future__ import annotations

from factcheck.compare.levels import Comparison, Level, Setting
from factcheck.model.claim import Claim
from factcheck.model.values import Kind, RoleValue
from factcheck.text.phrasing import show

CODE = "FC801"


class CompareRoles:
    """Compares two parties said to have played one part."""

    kind = Kind.ROLE
    code = CODE
    name = "role"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Comparison:
        """Level of two parties: two mediators are no contradiction, since one does not exclude the other."""
        assert isinstance(a.value, RoleValue) and isinstance(b.value, RoleValue)
        if a.value.party == b.value.party:
            return Comparison(level=Level.SAME, code=CODE, a=show(a.value), b=show(b.value), reason="the same party", confidence=0.95)
        return Comparison(level=Level.UNKNOWN, code=CODE, a=show(a.value), b=show(b.value), reason="several parties may share the part", confidence=0.5)
