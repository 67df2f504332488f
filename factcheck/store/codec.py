"""Model types to bytes and back: JSON, so that a field more in a type needs no migration."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import fields

from factcheck.model.article import Article
from factcheck.model.claim import Claim
from factcheck.model.event import EventMention
from factcheck.model.extraction import Extraction
from factcheck.model.values import VALUE_TYPES, Kind

# Characters that JSON may hold and no database takes in a text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def key_number(key: str) -> int:
    """A key as the number of 63 bits that it is filed by."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def storable(text: str) -> str:
    """Text as a column takes it: what no database takes becomes U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def encode(item: Struct) -> bytes:
    """JSON in UTF-8, the same bytes for equal items."""
    try:
        return msgspec.json.encode(item, order="deterministic")
    except UnicodeEncodeError:  # half of a surrogate pair, as broken input may hold
        return json.dumps(msgspec.to_builtins(item, order="deterministic")).encode("ascii")


def encode_extraction(extraction: Extraction) -> bytes:
    """An extraction as one record: lines of JSON, which holds no line break of its own."""
    parts = [encode(extraction.article), *map(encode, extraction.claims), *map(encode, extraction.mentions)]
    return b"\n".join([str(len(extraction.claims)).encode("ascii"), *parts])


def decode_extraction(record: bytes) -> Extraction:
    """What encode_extraction wrote. Raises ValueError."""
    count, article, *rest = record.split(b"\n")
    claims = int(count)
    return Extraction(
        decode_article(article), tuple(map(decode_claim, rest[:claims])), tuple(map(decode_mention, rest[claims:]))
    )


def decode_article(record: bytes) -> Article:
    """An article. Raises ValueError."""
    article: Article = decode(record, Article)
    return article


def decode_mention(record: bytes) -> EventMention:
    """An event mention. Raises ValueError."""
    mention: EventMention = decode(record, EventMention)
    return mention


def decode_claim(record: bytes) -> Claim:
    """A claim. Raises ValueError."""
    try:
        raw: Any = _decoder(_raw_claim()).decode(record)
        value = decode(bytes(raw.value), VALUE_TYPES[raw.kind])
    except msgspec.DecodeError:
        parts = json.loads(record)
        value = msgspec.convert(parts["value"], VALUE_TYPES[Kind(parts["kind"])])
        raw = msgspec.convert(parts | {"value": Raw(b"null")}, _raw_claim())
    return Claim(**{name: getattr(raw, name) for name in raw.__struct_fields__} | {"value": value})


@cache
def _raw_claim() -> type[Struct]:
    """A claim whose value is read later: which type it has hangs on the kind."""
    named = [
        (f.name, Raw if f.name == "value" else f.type, *(() if f.required else (f.default,))) for f in fields(Claim)
    ]
    return msgspec.defstruct("RawClaim", named, kw_only=True, frozen=True)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """The decoder of a type, made once."""
    return msgspec.json.Decoder(kind)


def decode(record: bytes, kind: Any) -> Any:
    """What encode wrote of a type whose fields tell their types. Raises ValueError."""
    try:
        return _decoder(kind).decode(record)
    except msgspec.DecodeError:
        # Half of a surrogate pair is an error to msgspec and none to the standard library.
        return msgspec.convert(json.loads(record), kind)
