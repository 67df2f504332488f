"""How long the desk works on a page, with an archive of many findings.

    python -m scripts.desk_speed 2000

prints, for each kind of page, the processor time of one request (the median of nine), so that what else the machine
does is not counted, and how large the page is. The archive holds the articles and claims of scripts/large_report.py;
the report on it is given, since its floods are invented and no model reads them.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader, desk_tools
from factcheck.desk.security import Access
from factcheck.extract import find_pipeline
from factcheck.model.extraction import Extraction
from factcheck.model.report import Report
from factcheck.pipeline import entry, tool_version
from factcheck.reference.tables import load_reference
from factcheck.store import open_archive
from factcheck.store.archive import Archive
from scripts.large_report import large_report

ROUNDS = 9


def fill(archive: Archive, report: Report) -> None:
    """Puts the articles and claims of a report into an archive."""
    pipeline = find_pipeline()
    claims: dict[str, list[object]] = {}
    for claim in report.claims:
        claims.setdefault(claim.article, []).append(claim)
    found = [Extraction(article, tuple(claims.get(article.id, ())), ()) for article in report.articles]  # type: ignore[arg-type]
    archive.add([entry(one, pipeline) for one in found], tool_version(pipeline))


def main() -> None:
    """Measures every kind of page."""
    report = large_report(int(sys.argv[1]))
    with TemporaryDirectory() as folder, open_archive(str(Path(folder) / "desk.db"), create=True) as archive:
        fill(archive, report)
        reader = Reader(archive, desk_tools(find_pipeline(), load_reference()))
        reader.take(report)
        held = reader.holdings()
        client = TestClient(create_app(reader, Access.new("127.0.0.1")), base_url="http://127.0.0.1")
        group = held.groups[0]
        assert group.question is not None
        print(f"{len(report.findings):,} findings, {len(report.articles):,} articles")
        for path in (
            "/", "/findings", "/findings?state=all&q=marsh", f"/findings/{group.findings[0].id}",
            f"/questions/{group.question.id}", "/events", f"/events/{group.question.event}", "/articles",
            f"/articles/{report.articles[0].id}", "/sources", "/sources/rates?name=Outlet%200", "/check",
            "/api/findings", "/api/articles",
        ):  # fmt: skip
            first = _spent(client, path)
            spent = statistics.median(_spent(client, path)[0] for _ in range(ROUNDS))
            print(f"{1000 * spent:7.1f} ms (first {1000 * first[0]:6.1f} ms) {first[1] / 1000:8.1f} kB  {path}")


def _spent(client: TestClient, path: str) -> tuple[float, int]:
    began = time.process_time()
    answer = client.get(path)
    spent = time.process_time() - began
    assert answer.status_code == 200, path
    return spent, len(answer.content)


if __name__ == "__main__":
    main()
