"""The baseline: fingerprints that stay, entries that expire, files that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck.check.baseline import BadBaseline, Baseline, Entry, audit, merged, pruned, read_baseline, written
from factcheck.model.article import Article
from factcheck.model.check import Check, SuppressedBy
from tests.drafts_run import LIMA, MONTEVIDEO, article, checked, rivals, wire


def entry(check: Check, until: date | None = None, reason: str = "asked the host") -> Entry:
    (result,) = check.results
    return Entry(
        fingerprint=result.fingerprint,
        code=result.finding.code,
        path="draft.md",
        value=result.finding.a.value,
        rival=result.finding.b.value,
        quote=LIMA,
        reason=reason,
        until=until,
    )


def marks(check: Check) -> list[str]:
    return [result.fingerprint for result in check.results]


@pytest.mark.parametrize(
    "draft",
    [
        article(f"The quay was painted green.\n\nSo was the pier.\n\n{LIMA}"),
        article(f"   {LIMA.replace('between Chile', 'between  Chile')}\n"),
        article(LIMA, path="other/name.md"),
    ],
)
def test_a_fingerprint_stays_when_lines_and_files_move(draft: Article) -> None:
    assert marks(checked(draft, against=(wire(),))) == marks(rivals())


def test_a_fingerprint_stays_when_another_outlet_says_the_same() -> None:
    other = article(MONTEVIDEO, "kelp.txt", "The Kelp", published=date(2024, 6, 7))
    assert marks(checked(article(LIMA), against=(wire(), other))) == marks(rivals())


def test_a_fingerprint_changes_with_either_value() -> None:
    oslo = checked(article(LIMA), against=(wire(MONTEVIDEO.replace("Montevideo", "Oslo")),))
    quito = checked(article(LIMA.replace("Lima", "Quito")), against=(wire(),))
    assert len({*marks(rivals()), *marks(oslo), *marks(quito)}) == 3


@pytest.mark.parametrize(
    ("until", "as_of", "held"),
    [
        (None, None, True),
        (date(2024, 6, 9), None, True),
        (date(2024, 6, 8), None, False),
        (date(2024, 6, 8), date(2024, 6, 8), True),
        (date(2024, 12, 31), date(2025, 1, 1), False),
    ],
)
def test_an_entry_holds_until_its_last_day(until: date | None, as_of: date | None, held: bool) -> None:
    baseline = Baseline(entries=(entry(rivals(), until),))
    check = checked(article(LIMA), against=(wire(),), baseline=baseline, as_of=as_of)
    (result,) = check.results
    assert result.known is True
    assert (result.suppression is not None) is held
    if result.suppression is not None:
        assert (result.suppression.by, result.suppression.reason) == (SuppressedBy.BASELINE, "asked the host")
    assert [notice.code for notice in check.notices] == ([] if held else ["baseline-expired"])


def test_a_finding_that_is_not_in_the_baseline_is_new() -> None:
    check = checked(article(LIMA), against=(wire(),), baseline=Baseline())
    assert [(result.known, result.suppression) for result in check.results] == [(False, None)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    baseline = Baseline(entries=(entry(rivals(), date(2024, 12, 31)),))
    file = tmp_path / "baseline.json"
    file.write_text(written(baseline), encoding="utf-8")
    assert read_baseline(file) == baseline
    assert '"until": "2024-12-31"' in written(baseline)


def test_entries_that_are_there_keep_their_reason() -> None:
    old = entry(rivals(), reason="old")
    new = replace(old, fingerprint="pff", reason="new")
    both = merged(Baseline(entries=(old,)), [replace(old, reason="new"), new, new])
    assert [e.reason for e in both.entries] == ["old", "new"]


def test_audit_and_prune() -> None:
    kept = entry(rivals())
    expired = replace(kept, fingerprint="p1", until=date(2024, 1, 1))
    silent = replace(kept, fingerprint="p2", reason=" ")
    gone = replace(kept, fingerprint="p3")
    baseline = Baseline(entries=(kept, expired, silent, gone))
    found = audit(baseline, [kept.fingerprint, "p1", "p2"], date(2024, 6, 9))
    assert (found.expired, found.unreasoned, found.stale) == ((expired,), (silent,), (gone,))
    assert audit(baseline, [], None).expired == ()
    assert pruned(baseline, [expired, gone]).entries == (kept, silent)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read: No such file"),
        ("{", "is no baseline"),
        ("[]", "is no baseline"),
        ('{"version": 1, "entries": [{"code": "FC1"}]}', "is no baseline"),
        ('{"version": 2, "entries": []}', "is a baseline of version 2"),
    ],
)
def test_a_file_that_is_no_baseline_is_named(tmp_path: Path, content: str | None, says: str) -> None:
    file = tmp_path / "b.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(BadBaseline, match=says) as caught:
        read_baseline(file)
    assert str(file) in str(caught.value)
