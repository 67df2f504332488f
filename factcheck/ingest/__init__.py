"""Reading articles: files and folders to `Article`s, one reader a format."""

from __future__ import annotations

from factcheck.ingest.reading import count, read
from factcheck.ingest.records import Metadata, MissingPath, Note, Unreadable

__all__ = ["Metadata", "MissingPath", "Note", "Unreadable", "count", "read"]
