"""Where links of the desk's pages lead."""

from __future__ import annotations

from collections.abc import Container


class Pages:
    """Links to pages of the desk."""

    def finding(self, finding_id: str) -> str:
        """See render.links.Links."""
        return f"/findings/{finding_id}"

    def question(self, question_id: str) -> str:
        """See render.links.Links."""
        return f"/questions/{question_id}"

    def event(self, event_id: str) -> str:
        """See render.links.Links."""
        return f"/events/{event_id}"

    def article(self, article_id: str) -> str:
        """See render.links.Links."""
        return f"/articles/{article_id}"

    def claim(self, claim_id: str, article_id: str) -> str:
        """See render.links.Links."""
        return f"/articles/{article_id}#c-{claim_id}"


class DraftPages(Pages):
    """Links of the page of a checked draft: what is the draft's own stands in the page."""

    def __init__(self, drafts: Container[str]) -> None:
        self._drafts = drafts

    def finding(self, finding_id: str) -> str:
        """See render.links.Links."""
        return f"#f-{finding_id}"

    def question(self, question_id: str) -> str:
        """See render.links.Links."""
        return f"#q-{question_id}"

    def claim(self, claim_id: str, article_id: str) -> str:
        """See render.links.Links."""
        if article_id in self._drafts:
            return f"#c-{claim_id}"
        return super().claim(claim_id, article_id)
