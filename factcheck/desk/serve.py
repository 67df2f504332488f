"""Serves the desk: opens the archive, reads it once, and says on the console where it is."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from factcheck.desk.app import create_app
from factcheck.desk.holdings import Reader
from factcheck.desk.security import Access
from factcheck.text.gazetteer import gazetteer


def serve(reader: Reader, access: Access, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serves until it is interrupted. `say` is told the address. Raises OSError where it cannot be had."""
    held = reader.holdings()
    gazetteer()  # what pages look names up in is loaded now, and not while somebody waits
    for group in held.groups[:1]:
        held.questions.question(group)
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        name = f"[{host}]" if ":" in host else host
        token = f"?token={access.token}" if access.token else ""
        say(f"http://{name}:{listening.getsockname()[1]}/{token}")
        app = create_app(reader, access)
        app.state.site.audits.start(held)
        settings = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=200,
            timeout_keep_alive=10,
        )
        uvicorn.Server(settings).run(sockets=[listening])
