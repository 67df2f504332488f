"""Sources judged: who can be relied on, who copies, what the best supported answers are, and how sure that is."""

from __future__ import annotations

from factcheck.reliability.audit import audit_report, audit_table
from factcheck.reliability.intervals import AuditExtraMissing
from factcheck.reliability.table import BadTable, ClaimTable, is_claim_table, read_table

__all__ = ["AuditExtraMissing", "BadTable", "ClaimTable", "audit_report", "audit_table", "is_claim_table", "read_table"]
