"""Where links lead: in a report to places in the same page, at the desk to pages of their own."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """Addresses of the parts of a report, for the templates."""

    def finding(self, finding_id: str) -> str:
        """A finding."""
        ...

    def question(self, question_id: str) -> str:
        """A question with its rival answers."""
        ...

    def event(self, event_id: str) -> str:
        """An event; "none" for what is about no event."""
        ...

    def article(self, article_id: str) -> str:
        """An article's text."""
        ...

    def claim(self, claim_id: str, article_id: str) -> str:
        """A claim, marked in its article's text."""
        ...


class InPage:
    """Links of a report that is one file."""

    def finding(self, finding_id: str) -> str:
        """See Links."""
        return f"#f-{finding_id}"

    def question(self, question_id: str) -> str:
        """See Links."""
        return f"#q-{question_id}"

    def event(self, event_id: str) -> str:
        """See Links."""
        return f"#e-{event_id}"

    def article(self, article_id: str) -> str:
        """See Links."""
        return f"#a-{article_id}"

    def claim(self, claim_id: str, article_id: str) -> str:  # noqa: ARG002
        """See Links."""
        return f"#c-{claim_id}"
