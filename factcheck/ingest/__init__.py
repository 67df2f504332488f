"""Reading articles: files and folders to `Article`s, one reader a format."""

from __future__ import annotations

from factcheck.ingest.reading import count, read
from factcheck.ingest.records import Metadata, MissingPath, Note, Unreadable
from factcheck.ingest.remote import Unreachable, is_remote

__all__ = ["Metadata", "MissingPath", "Note", "Unreachable", "Unreadable", "count", "is_remote", "read"]
