"""Where a vote is served: this machine alone, or the room's network, and the code to get there."""

from __future__ import annotations

import ipaddress
import socket

LOOPBACK = "127.0.0.1"


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.168.1.5"), is_loopback("?")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def own_address() -> str:
    """Return this machine's address in the room's network, or the loopback's where there is none.

    Nothing is sent: a datagram socket is only asked from where it would send.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation (RFC 5737)
            found: str = probe.getsockname()[0]
        except OSError:
            return LOOPBACK
    return found


def hosts(address: str, port: int, *, share: bool) -> frozenset[str]:
    """Return the ``Host`` headers that a browser in the room sends.

    Examples
    --------
    >>> sorted(hosts("10.0.0.7", 8765, share=True))
    ['10.0.0.7:8765', '127.0.0.1:8765', 'localhost:8765']
    """
    names = {LOOPBACK, "localhost"} | ({address} if share else set())
    return frozenset(f"{name}:{port}" for name in names)


def qr(text: str) -> str:
    """Return a QR code as an image in a ``data:`` address."""
    import segno

    code: str = segno.make(text, error="m").svg_data_uri(scale=8, border=4, light="#ffffff")
    return code
