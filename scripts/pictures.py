"""The pictures of the README, drawn from the demo: the report and the desk on the sample articles.

    python scripts/pictures.py

writes docs/pictures/*.png. It needs Chromium (apt-get install chromium) and the dev extra.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from factcheck.api import read
from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader, desk_tools
from factcheck.desk.security import Access
from factcheck.extract import load_pipeline
from factcheck.pipeline import ingest
from factcheck.reference.tables import load_reference
from factcheck.reliability import audit_report
from factcheck.render import render, write
from factcheck.store import open_archive

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
MOST = 200_000
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@contextmanager
def served(reader: Reader) -> Iterator[str]:
    """The address of a desk while it is served."""
    server = uvicorn.Server(uvicorn.Config(create_app(reader, Access.new("127.0.0.1")), port=0, log_level="error"))
    with server.config.bind_socket() as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def draw(browser: Browser, address: str, name: str, at: str = "") -> None:
    """One picture; `at` is what stands at its upper edge."""
    page = browser.new_page(viewport={"width": 1000, "height": 640}, color_scheme="light")
    page.goto(address)
    if at:
        page.locator(at).first.evaluate("part => part.scrollIntoView()")
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    page.close()
    size = file.stat().st_size
    if size > MOST:
        sys.exit(f"{file}: {size:,} bytes are too many")
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")


def main() -> None:
    """Draws them all."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit("chromium is not installed")
    PICTURES.mkdir(parents=True, exist_ok=True)
    model, table = load_pipeline(), load_reference()
    with TemporaryDirectory() as folder, open_archive(f"{folder}/desk.db", create=True) as archive:
        for _ in ingest(read(ROOT / "corpus" / "articles").articles, model, archive):
            pass
        reader = Reader(archive, desk_tools(model, table))
        report = Path(folder) / "report.html"
        told = reader.holdings().report
        write(render(told, "html", audit_report(told, by_kind=False)), report)
        gravest = reader.holdings().groups[0]
        with sync_playwright() as playwright, served(reader) as address:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET, timeout=120_000)
            draw(browser, report.as_uri(), "report")
            draw(browser, report.as_uri(), "question", f"#q-{gravest.question.id if gravest.question else ''}")
            draw(browser, f"{address}/findings", "desk")
            draw(browser, f"{address}/sources", "sources", "#right-title")
            browser.close()


if __name__ == "__main__":
    main()
