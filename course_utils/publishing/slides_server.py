"""Serve a folder of slides to this machine alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

LOOPBACK = "127.0.0.1"
# Nothing from elsewhere, even if a page asked for it. reveal.js writes styles and the presenter's
# window as text of the page.
POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


class _Handler(SimpleHTTPRequestHandler):
    server_version, sys_version = "relu slides", ""

    def send_head(self) -> Any:
        port = cast(ThreadingHTTPServer, self.server).server_port
        if self.headers.get("Host") not in (f"{LOOPBACK}:{port}", f"localhost:{port}"):
            self.send_error(403, "This address is not the one that was opened.")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal shows keys, not requests."""


def serve(folder: Path, started: Callable[[str], None], *, port: int = 0) -> None:
    """Serve `folder` on the loopback until Ctrl-C; `started` is told the address.

    Raises
    ------
    OSError
        The port cannot be had.
    """
    handler = functools.partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        started(f"http://{LOOPBACK}:{server.server_address[1]}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
