"""Bytes to text: byte order marks and UTF-8 first, detection after that, and no guess at binary files."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from factcheck.ingest.records import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARIES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
# What English copy in the Windows encoding needs beyond ASCII; detection on a few such bytes is a lottery.
_WESTERN = frozenset("‘’“”–—…•€£¥©®™°½¼¾·«»¡¿§\u00a0áàâäãåçéèêëíìîïñóòôöõøúùûüÁÀÂÄÅÇÉÈÊËÍÎÏÑÓÔÖØÚÜßæÆœŒšŠžŽ")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.005
_SOUND_PER_BROKEN = 6
_PIECE = 1 << 20


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` with line ends as \\n, and warnings about how it was read.

    `declared` is an encoding that the file itself names; it comes after byte order marks and UTF-8.
    Raises UnreadableFile for binary data.
    """
    for magic, name in _KNOWN_BINARIES:
        if data.startswith(magic):
            raise UnreadableFile(f"not text but {name}")
    text, encoding = _decoded(data, declared)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableFile("not text: binary data")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, (f"read as {encoding}, which is a guess",) if encoding else ()


def is_utf8(file: Path) -> bool:
    """Whether a file is UTF-8 throughout and no binary data; looks at it piece by piece."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    controls = length = 0
    with file.open("rb") as pieces:
        while piece := pieces.read(_PIECE):
            if not length and (piece.startswith(tuple(m for m, _ in _KNOWN_BINARIES)) or _unmarked_utf16(piece)):
                return False
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError:
                return False
            controls, length = controls + len(_CONTROLS.findall(text)), length + len(text)
    return not decoder.getstate()[0] and controls <= _MOST_CONTROLS * length


def utf8_lines(file: Path) -> Iterator[str]:
    """The lines of such a file without their ends, which may be any."""
    with file.open(encoding="utf-8-sig") as lines:
        for line in lines:
            yield line.removesuffix("\n")


def _decoded(data: bytes, declared: str) -> tuple[str, str]:
    """Text, and the name of the encoding where it was guessed."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), ""
            except UnicodeDecodeError as error:
                raise UnreadableFile(f"broken {codec}: {error.reason} at byte {error.start}") from error
    unmarked = _unmarked_utf16(data)
    for codec in (unmarked, "utf-8", declared):
        text = _attempt(data, codec)
        if text is not None:
            return text, ""
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if sum(char > "\x7f" for char in repaired) > _SOUND_PER_BROKEN * broken:
        return repaired, f"utf-8 with {broken} broken characters"
    text = _attempt(data, "cp1252")
    if text is not None and all(char < "\x80" or char in _WESTERN for char in text):
        return text, "cp1252"
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableFile("not text: no encoding fits")
    return str(best), best.encoding


def _attempt(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, seen from zeros in every second byte; else ""."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else ""
