"""Who may use the desk, and from where: host names, the token, forged requests, sizes, and what a page may load."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import HTTPException
from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEAT = "factcheck_seat"
SESSION = "factcheck_session"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST = 2_000_000
SAFE = ("GET", "HEAD", "OPTIONS")
_WEEK = 7 * 24 * 3600

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Under no-referrer a browser would send its own forms with no origin.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Access(Struct, frozen=True, kw_only=True):
    """What the guard holds requests against. `token` is "" where none is asked for: on this machine alone.

    `secret` signs sessions and forms. `hosts` are the host names under which the desk answers, without a port.
    `most` is the size of the largest request in bytes.
    """

    token: str
    secret: bytes
    hosts: tuple[str, ...]
    most: int = MOST

    @classmethod
    def new(cls, host: str, *, hosts: Sequence[str] = (), token: str = "", most: int = MOST) -> Access:
        """Access for a server bound to `host`: a token is made for any but the loopback address."""
        here = host in ("127.0.0.1", "localhost", "::1")
        known = LOOPBACK if here else (f"[{host}]" if ":" in host else host, *LOOPBACK)
        return cls(
            token=token or ("" if here else secrets.token_urlsafe(32)),
            secret=secrets.token_bytes(32),
            hosts=tuple(name.casefold() for name in dict.fromkeys((*known, *hosts))),
            most=most,
        )

    def _signed(self, *parts: str) -> str:
        return hmac.new(self.secret, "\x1f".join(parts).encode("utf-8", "replace"), sha256).hexdigest()

    def session(self) -> str:
        """What the cookie of one who gave the token holds; not the token itself."""
        return self._signed("session", self.token)

    def form_key(self, seat: str) -> str:
        """What a form of the holder of a seat has to bring along."""
        return self._signed("form", seat)

    def is_token(self, given: str) -> bool:
        """Whether this is the token; takes as long for a near miss as for a far one."""
        return _same(given, self.token)

    def is_session(self, given: str) -> bool:
        """Whether this is a session's cookie."""
        return _same(given, self.session())

    def is_form_key(self, given: str, seat: str) -> bool:
        """Whether a form was made for this seat."""
        return bool(seat) and _same(given, self.form_key(seat))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


class TooLarge(HTTPException):
    """A request that turned out to be larger than is taken."""

    def __init__(self, most: int) -> None:
        super().__init__(413, _too_large(most))


def _too_large(most: int) -> str:
    return f"A request may be {most:,} bytes long at most."


class Guard:
    """Turns away what may not come in, and sends the headers with everything that goes out.

    A plain ASGI layer: it counts a body while it is read.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        seat = cookies.get(SEAT, "")
        fresh = "" if seat else secrets.token_urlsafe(16)
        scope.setdefault("state", {})["seat"] = seat
        scope["state"]["form_key"] = self._access.form_key(seat or fresh)
        answer = self._refusal(scope, headers, cookies)
        sender = _Sender(send, fresh)
        if answer is not None:
            await answer(scope, receive, sender)
            return
        await self._app(scope, _Counted(receive, self._access.most), sender)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        if _bare(headers.get("host", "")) not in self._access.hosts:
            return _plain(scope, 400, "This host name is not one of the desk's; see --allow-host.")
        length = headers.get("content-length", "")
        if length and (not length.isdigit() or int(length) > self._access.most):
            return _plain(scope, 413, _too_large(self._access.most))
        if scope["method"] not in SAFE and not _from_here(headers):
            return _plain(scope, 403, "This request comes from another site.")
        if self._access.token:
            return self._asked_for_token(scope, headers, cookies)
        return None

    def _asked_for_token(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self._access.is_token(given.strip()):
            return None
        if self._access.is_session(cookies.get(SESSION, "")):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = query.pop("token", [""])[0]
        if scope["method"] == "GET" and token and self._access.is_token(token):
            rest = urlencode(query, doseq=True)
            # A path that begins with two slashes would be another host's.
            path = "/" + scope["path"].lstrip("/\\")
            response = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
            response.set_cookie(SESSION, self._access.session(), max_age=_WEEK, httponly=True, samesite="strict")
            return response
        message = "Open the desk by the address with the token that its console printed."
        return _plain(scope, 401, message, {"WWW-Authenticate": "Bearer"})


def _plain(scope: Scope, status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": text}, status_code=status, headers=headers)
    return PlainTextResponse(f"{text}\n", status_code=status, headers=headers)


def _bare(host: str) -> str:
    """A host name without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).casefold()


def _from_here(headers: Headers) -> bool:
    """Whether a change is asked for by a page of the desk, or by no page at all."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


class _Sender:
    """Sends with our headers, and hands out a seat to who has none."""

    def __init__(self, send: Send, seat: str) -> None:
        self._send = send
        self._seat = seat

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self._seat:
                headers.append("Set-Cookie", f"{SEAT}={self._seat}; Path=/; HttpOnly; SameSite=Strict")
        await self._send(message)


class _Counted:
    """Receives a body and stops where it grows too large."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise TooLarge(self._most)
        return message
