"""How the sources compare, kept ready: made beside the requests, and anew when articles or reviewers' words change."""

from __future__ import annotations

from threading import Lock, Thread

from msgspec import Struct
from msgspec.structs import replace

from factcheck.desk.holdings import Holdings
from factcheck.model.audit import Audit
from factcheck.reliability import AuditExtraMissing, audit_report

PATIENCE = 0.15
"""So many seconds a page waits for reviewers' last words to be counted; then it shows the audit without them."""


class Audited(Struct, frozen=True, kw_only=True):
    """The audit of what the desk holds; None where it cannot be made, and why. `behind`: the last words are not counted
    yet."""

    audit: Audit | None
    why: str = ""
    behind: bool = False


class Audits:
    """Audits of what the desk holds. May be asked by several threads; one audit is made at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: Holdings | None = None
        self._made = Audited(audit=None)
        self._making: Thread | None = None

    def of(self, held: Holdings, patience: float | None = None) -> Audited:
        """The audit of what is held. Whoever has no more than so many seconds may get one without the last words."""
        while True:
            making = self.start(held)
            with self._lock:
                alike = self._held is not None and self._held.index is held.index
            if making is not None:
                making.join(patience if alike else None)
            with self._lock:
                if self._held is held:
                    return self._made
                if patience is not None and self._held is not None and self._held.index is held.index:
                    return replace(self._made, behind=True)

    def start(self, held: Holdings) -> Thread | None:
        """Begins to make the audit of what is held; None where it is there, else what makes this or another one."""
        with self._lock:
            if self._held is held:
                return None
            if self._making is None:
                # A daemon: who ends the desk does not wait for it.
                self._making = Thread(target=self._make, args=(held,), daemon=True)
                self._making.start()
            return self._making

    def _make(self, held: Holdings) -> None:
        made = Audited(audit=None, why="the audit failed: the console says how")
        try:
            made = Audited(audit=audit_report(held.report))
        except AuditExtraMissing as error:
            made = Audited(audit=None, why=str(error))
        finally:
            with self._lock:
                self._held, self._made, self._making = held, made, None
