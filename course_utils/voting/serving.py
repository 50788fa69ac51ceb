"""Serve a vote until it is stopped, and save the counts where that was asked for."""

from __future__ import annotations

import asyncio
import json
import signal
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from .. import replacing
from ..errors import NoPort
from . import sharing
from .host import Host
from .room import Room
from .server import application


def serve(
    room: Room,
    *,
    port: int = 0,
    share: bool = False,
    seats: int = 400,
    each: int = 3,
    started: Callable[[str, str], None] = lambda address, key: None,
) -> None:
    """Serve a room until Ctrl-C.

    Parameters
    ----------
    room : Room
    port : int
        0 for any free one.
    share : bool
        Open it to the room's network; else this machine alone is answered.
    seats, each : int
        Most devices in all, and from one address of the network.
    started : callable
        Told the address for phones and the presenter's key once both work.

    Raises
    ------
    NoPort
        The port is taken, or not allowed.
    """
    asyncio.run(_serve(room, port, share, (seats, each), started))


async def _serve(
    room: Room,
    port: int,
    share: bool,
    most: tuple[int, int],
    started: Callable[[str, str], None],
) -> None:
    try:
        sockets = bind_sockets(port, "0.0.0.0" if share else sharing.LOOPBACK)
    except OSError as error:
        raise NoPort(port, error) from None
    port = sockets[0].getsockname()[1]
    address = sharing.own_address() if share else sharing.LOOPBACK
    url = f"http://{address}:{port}"
    host = Host(
        room,
        url,
        sharing.hosts(address, port, share=share),
        seats=most[0],
        each=most[1],
        qr=sharing.qr(url) if share else "",
    )
    server = HTTPServer(application(host), idle_connection_timeout=300, max_body_size=4096)
    server.add_sockets(sockets)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: asyncio.run is interrupted there
            loop.add_signal_handler(number, stop.set)
    started(url, host.key)
    try:
        await stop.wait()
    finally:
        server.stop()
        await server.close_all_connections()


def open_screen(url: str, key: str) -> None:
    """Open the screen in this machine's browser."""
    port = url.rpartition(":")[2]
    webbrowser.open(f"http://{sharing.LOOPBACK}:{port}/enter?key={key}")


def save(room: Room, path: Path) -> int:
    """Write the counts of the questions that were voted on; return how many those are.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    voted = [p.to_dict() for p in room.polls if p.first.total or p.second.total]
    text = json.dumps(voted, indent=2, ensure_ascii=False) + "\n"
    replacing.write_bytes(path, text.encode())
    return len(voted)
