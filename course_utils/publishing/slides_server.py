"""Serve a folder of slides to this machine alone, and take the hands that are counted on them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ..errors import CourseError, NoPort

LOOPBACK = "127.0.0.1"
MOST_BYTES = 4096
# Nothing from elsewhere, even if a page asked for it. reveal.js writes styles and the presenter's
# window as text of the page.
POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
# Told a question's id and the hands for each of its letters.
Keep = Callable[[str, Mapping[str, Any]], object]


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int, folder: Path, keep: Keep | None) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.folder, self.keep, self.one_by_one = folder, keep, threading.Lock()


class _Handler(SimpleHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "relu slides", ""

    def __init__(self, request: Any, client_address: Any, server: _Server) -> None:
        super().__init__(request, client_address, server, directory=str(server.folder))

    def send_head(self) -> Any:
        if not self._at_own_address():
            self.send_error(403, "This address is not the one that was opened.")
            return None
        return super().send_head()

    def do_POST(self) -> None:
        """Keep counted hands; only the slides themselves may send them."""
        own = self._at_own_address() and self.headers.get("Origin") == f"http://{self._host()}"
        length = self.headers.get("Content-Length", "")
        if not own or self.path != "/hands" or not self.server.keep:
            self._answer(403, "Only the slides can send hands.")
        elif not length.isdecimal() or int(length) > MOST_BYTES:
            self._answer(413, "That is no count of hands.")
        else:
            self._answer(*self._kept(self.rfile.read(int(length))))

    def _kept(self, body: bytes) -> tuple[int, str]:
        """Keep what was sent; return the status and, where it was refused, why."""
        assert self.server.keep is not None
        try:
            sent = json.loads(body)
            with self.server.one_by_one:
                self.server.keep(str(sent["question"]), dict(sent["hands"]))
        except CourseError as error:
            return 400, str(error)
        except OSError as error:
            return 500, f"The hands cannot be kept: {error.strerror}"
        except (ValueError, KeyError, TypeError):
            return 400, "That is no count of hands."
        return 200, ""

    def _answer(self, status: int, words: str) -> None:
        body = words.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _host(self) -> str:
        return self.headers.get("Host") or ""

    def _at_own_address(self) -> bool:
        port = self.server.server_port
        return self._host() in (f"{LOOPBACK}:{port}", f"localhost:{port}")

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal shows keys, not requests."""


def serve(
    folder: Path, started: Callable[[str], None], *, port: int = 0, keep: Keep | None = None
) -> None:
    """Serve `folder` on the loopback until Ctrl-C.

    Parameters
    ----------
    folder : pathlib.Path
    started : callable
        Told the address once it works.
    port : int
        0 for any free one.
    keep : callable, optional
        Told a question's id and the hands counted for each letter.

    Raises
    ------
    NoPort
        The port cannot be had.
    """
    try:
        opened = _Server(port, folder, keep)
    except OSError as error:
        raise NoPort(port, error) from None
    with opened as server:
        started(f"http://{LOOPBACK}:{server.server_address[1]}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
