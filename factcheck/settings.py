"""Settings: `[tool.factcheck]` in pyproject.toml or a factcheck.toml, whichever is nearest upwards."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields, replace

NAMES = ("factcheck.toml", "pyproject.toml")

Threshold = Literal["error", "warning", "note", "never"]
Loudness = Literal["error", "warning", "note"]
Format = Literal[
    "text", "full", "concise", "json", "jsonl", "csv", "html", "markdown",
    "junit", "github", "gitlab", "sarif", "claimreview",
]  # fmt: skip

_CHOICES: dict[str, tuple[str, ...]] = {
    "format": get_args(Format),
    "fail-on": get_args(Threshold),
    "severity": get_args(Loudness),
}


class Settings(Struct, frozen=True, kw_only=True, rename="kebab"):
    """The long options of the command line, which wins over each, and two tables that it has no options for.

    `reference`, `baseline`, and paths in `against` and `store` are taken from the folder of the settings file,
    `output` from the current directory. `format` holds for the commands that know it. `per_file_ignores` gives
    codes by glob, `severity` how grave a code or prefix is; see check.selection.Selection.
    """

    format: Format | None = None
    output: tuple[str, ...] = ()
    reference: tuple[Path, ...] = ()
    published: date | None = None
    source: str = ""
    pipeline: str = ""
    store: str = ""
    engine: str = "local"
    scratch: str = ""
    jobs: Annotated[int, Meta(ge=1)] = 1
    fail_on: Threshold | None = None
    colour: bool | None = None
    width: Annotated[int, Meta(ge=40)] | None = None
    against: tuple[str, ...] = ()
    baseline: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    severity: dict[str, Loudness] = {}


class BadSettings(ValueError):
    """A settings file that cannot be used; the message names the file and the key."""


def find_settings(start: Path) -> Settings:
    """The settings that hold in the folder `start`: of the nearest file upwards that has any.

    Of two files in one folder factcheck.toml wins; a pyproject.toml without `[tool.factcheck]` is passed
    over. Raises BadSettings.
    """
    folder = start.resolve()
    for here in (folder, *folder.parents):
        for name in NAMES:
            found = _read(here / name)
            if found is not None:
                return found
    return Settings()


def _read(file: Path) -> Settings | None:
    """The settings of one file; None where it does not exist or has none for us."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadSettings(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BadSettings(f"{file}: is not valid TOML: {error}") from error
    if file.name == "factcheck.toml":
        return _settings(file, content)
    tool = content.get("tool")
    table = tool.get("factcheck") if isinstance(tool, dict) else None
    return None if table is None else _settings(file, table)


def _settings(file: Path, table: Any) -> Settings:
    known = [field.encode_name for field in fields(Settings)]
    if not isinstance(table, dict):
        raise BadSettings(f"{file}: tool.factcheck is no table")
    unknown = [key for key in table if key not in known]
    if unknown:
        raise BadSettings(f"{file}: unknown key {unknown[0]!r}; the keys are {', '.join(known)}")
    try:
        settings = msgspec.convert(table, Settings, dec_hook=_path)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        key = where.rstrip("`")
        key = key.removesuffix("[...]")
        choices = f"; choose one of {', '.join(_CHOICES[key])}" if key in _CHOICES else ""
        raise BadSettings(f"{file}: {key}: {what}{choices}") from error
    return replace(
        settings,
        reference=tuple(file.parent / path for path in settings.reference),
        baseline=settings.baseline and file.parent / settings.baseline,
        against=tuple(_beside(file, place) for place in settings.against),
        store=_beside(file, settings.store) if settings.store else "",
    )


def _beside(file: Path, place: str) -> str:
    """A path from the folder of the settings file; a URL as it stands."""
    return place if "://" in place else str(file.parent / place)


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise ValueError(f"Expected `str`, got `{type(value).__name__}`")
