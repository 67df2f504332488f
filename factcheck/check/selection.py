"""Which findings a desk wants to be told of, and how loudly: codes, prefixes of codes, files, severities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType

from msgspec import Struct

from factcheck.model.finding import SEVERITY, Finding, Severity

ALL = ("FC",)


class UnknownCode(ValueError):
    """A code or prefix under which there is no rule."""


class Selection(Struct, frozen=True, kw_only=True):
    """What is told. `select` and `ignore` hold codes and prefixes: "FC301", "FC3".

    Of a code's prefixes in `select` and in `ignore` the longer one decides, and `ignore` if they are equally long.
    `per_file` gives, by a glob over the path, what is ignored there. `severity` is by code or prefix, or by both with
    a verdict ("FC501.discrepancy"); the one with a verdict wins, then the longer one.
    """

    select: tuple[str, ...] = ALL
    ignore: tuple[str, ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = MappingProxyType({})

    def tells(self, code: str, path: str) -> bool:
        """Whether a finding with this code, in the file at `path`, is told."""
        here = [prefix for glob, codes in self.per_file if _matches(path, glob) for prefix in codes]
        return _reach(code, self.select) > max(_reach(code, self.ignore), _reach(code, here))

    def severity_of(self, finding: Finding) -> Severity:
        """The severity under which a finding is told."""
        for verdict in (f".{finding.verdict.value}", ""):
            fitting = [key for key in self.severity if _has(key, verdict) and finding.code.startswith(_code(key))]
            if fitting:
                return self.severity[max(fitting, key=lambda key: len(_code(key)))]
        return SEVERITY[finding.verdict]


def check_codes(given: Iterable[str], known: Iterable[str]) -> None:
    """Raises UnknownCode for the first of `given` that no rule's code begins with; "FC501.dispute" counts as FC501."""
    codes = sorted(known)
    for prefix in given:
        if not _code(prefix) or not any(code.startswith(_code(prefix)) for code in codes):
            raise UnknownCode(f"no rule's code begins with {prefix!r}; the rules are {', '.join(codes)}")


def _code(key: str) -> str:
    return key.partition(".")[0]


def _has(key: str, verdict: str) -> bool:
    return key.endswith(verdict) if verdict else "." not in key


def _reach(code: str, prefixes: Iterable[str]) -> int:
    """Length of the longest prefix that the code begins with, -1 where there is none."""
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)


def _matches(path: str, glob: str) -> bool:
    """A glob over the whole path, or over its last parts: "*.md" and "opinion/*" hold anywhere."""
    clean = path.removeprefix("./")
    return fnmatchcase(clean, glob) or fnmatchcase(clean, f"*/{glob}")
