"""A corpus that grows, linked and compared: what new articles change is worked out, the rest stays as it is."""

from factcheck.growing.corpus import Change, Growing
from factcheck.growing.worked import Worked

__all__ = ["Change", "Growing", "Worked"]
