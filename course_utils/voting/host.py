"""What all requests of a vote share: the room, who may vote, and the open pages."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from .limits import Buckets
from .room import Room
from .sharing import is_loopback


class OpenPage(Protocol):
    """A page that is kept up to date; `who` is "phone", "screen" or "presenter"."""

    who: str

    def tell(self) -> None:
        """Send what the page shows now."""


@dataclass
class Host:
    """What all requests share.

    Parameters
    ----------
    room : Room
    address : str
        What phones open, ``http://…``.
    hosts : frozenset of str
        The ``Host`` headers that are answered.
    seats : int
        Most devices that may vote.
    each : int
        Most devices from one address of the network; phones behind one router's address are one.
    """

    room: Room
    address: str
    hosts: frozenset[str]
    seats: int = 400
    each: int = 3
    qr: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    devices: set[str] = field(default_factory=set)
    by_address: Counter[str] = field(default_factory=Counter)
    sockets: set[OpenPage] = field(default_factory=set)
    votes: Buckets = field(default_factory=lambda: Buckets(rate=2, burst=10))
    visits: Buckets = field(default_factory=lambda: Buckets(rate=20, burst=100))

    def tell_all(self) -> None:
        """Send every open page what it shows now."""
        for socket in list(self.sockets):
            socket.tell()

    def tell_counts(self) -> None:
        """Send the screens what they show now: a vote changes nothing on other phones."""
        for socket in list(self.sockets):
            if socket.who != "phone":
                socket.tell()

    def admit(self, device: str, address: str) -> str:
        """Return why a device may not vote; empty where it may."""
        if device in self.devices:
            return ""
        if len(self.devices) >= self.seats:
            return f"All {self.seats} seats are taken. Raise your hand instead."
        if self.by_address[address] >= self.each and not is_loopback(address):
            return "Too many devices vote from your address. Raise your hand instead."
        self.devices.add(device)
        self.by_address[address] += 1
        return ""
