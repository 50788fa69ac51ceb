"""The server of a vote: pages for the screen, the presenter and the phones, and what they may do.

Everything stays in memory. A phone is known by a signed random cookie, so a reload keeps its vote
and a second vote replaces the first. Only who has the presenter's key moves the question on. Pages
load nothing from elsewhere, and requests that name another host or come from another site are
refused.
"""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tornado.web
import tornado.websocket

from .. import pages
from ..errors import CourseError
from .host import Host
from .sharing import is_loopback

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; connect-src 'self' ws://"
)
LARGEST = 4096  # bytes of a vote
NO_JSON = (UnicodeDecodeError, json.JSONDecodeError, RecursionError)
KEY, DEVICE = "relu_presenter", "relu_device"


class Page(tornado.web.RequestHandler):
    """What all pages share: headers, whom they answer, and who asks."""

    host: Host

    def initialize(self, host: Host) -> None:
        self.host = host

    def set_default_headers(self) -> None:
        self.set_header("Server", "relu class")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if not self._here():
            raise tornado.web.HTTPError(403, "This address is not the one that was opened.")
        # The socket's address by name: some browsers do not take it for their own site.
        self.set_header("Content-Security-Policy", POLICY + self.request.host)
        address = self.request.remote_ip or ""
        if not is_loopback(address) and not self.host.visits.take(address, time.monotonic()):
            raise tornado.web.HTTPError(429, "Too many requests. Wait a second.")

    def _here(self) -> bool:
        """Tell whether the request names this server and comes from its own pages."""
        origin = self.request.headers.get("Origin")
        same = origin is None or urlsplit(origin).netloc == self.request.host
        return same and self.request.host in self.host.hosts

    @property
    def presenter(self) -> bool:
        """Whether the presenter asks."""
        given = self.get_signed_cookie(KEY)
        return given is not None and secrets.compare_digest(given, self.host.key.encode())

    def keep(self, name: str, value: str) -> None:
        """Set a signed cookie that no script and no other site can use."""
        self.set_signed_cookie(name, value, httponly=True, samesite="Strict", expires_days=1)

    def device(self) -> str:
        """Return the number of this device; a new one gets one."""
        known = self.get_signed_cookie(DEVICE)
        if known:
            return known.decode()
        number = secrets.token_hex(16)
        self.keep(DEVICE, number)
        return number

    def write_error(self, status_code: int, **about: Any) -> None:
        error = about.get("exc_info", (None, None, None))[1]
        said = getattr(error, "log_message", None) or "This cannot be done."
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(said)


class Phone(Page):
    """The page to vote on."""

    def get(self) -> None:
        self.device()
        self.write(pages.render("vote_phone", title="Vote"))


class Enter(Page):
    """The presenter's way in: the key leaves the address bar at once."""

    def get(self) -> None:
        given = self.get_argument("key", "").encode()
        if not secrets.compare_digest(given, self.host.key.encode()):
            raise tornado.web.HTTPError(403, "This key does not open the screen.")
        self.keep(KEY, self.host.key)
        self.redirect("/presenter" if self.get_argument("as", "") == "presenter" else "/screen")


class Screen(Page):
    """The page for the wall; `presenter` adds the counts so far and what they suggest."""

    def initialize(self, host: Host, who: str = "screen") -> None:
        super().initialize(host)
        self.who = who

    def get(self) -> None:
        if not self.presenter:
            raise tornado.web.HTTPError(
                403, "Open this with the address that `relu class` printed."
            )
        self.write(
            pages.render("vote_screen", who=self.who, address=self.host.address, qr=self.host.qr)
        )


class Vote(Page):
    """Take a vote."""

    def post(self) -> None:
        device = self.get_signed_cookie(DEVICE)
        if not device:
            return self._refuse(403, "This device is not known. Next: reload the page.")
        name = device.decode()
        if not self.host.votes.take(name, time.monotonic()):
            return self._refuse(429, "Too many votes. Wait a second, then vote again.")
        why_not = self.host.admit(name, self.request.remote_ip or "")
        if why_not:
            return self._refuse(403, why_not)
        try:
            given = self.host.room.poll.vote(name, _answer(self.request.body))
        except (CourseError, *NO_JSON) as error:
            return self._refuse(400, str(error))
        self.write({"given": list(given)})
        self.host.tell_counts()

    def _refuse(self, status: int, why: str) -> None:
        self.set_status(status)
        self.write({"error": why})


def _answer(body: bytes) -> Any:
    """Return what a vote holds: a short text, or a list of letters."""
    if len(body) > LARGEST:
        raise CourseError("This vote is too long.")
    data = json.loads(body.decode())
    answer = data.get("answer") if isinstance(data, dict) else None
    if isinstance(answer, list) and all(isinstance(letter, str) for letter in answer):
        return answer
    if isinstance(answer, str):
        return answer
    raise CourseError("This is no vote", expected="an answer as text, or a list of letters")


class Control(Page):
    """Take the presenter's next step."""

    def post(self) -> None:
        if not self.presenter:
            raise tornado.web.HTTPError(403, "Only the presenter moves the question on.")
        try:
            data = json.loads(self.request.body.decode())
            self.host.room.act(str(data.get("action")), data.get("hands"))
        except (CourseError, AttributeError, *NO_JSON) as error:
            self.set_status(400)
            self.write({"error": str(error)})
            return
        self.write({})
        self.host.tell_all()


class Live(Page, tornado.websocket.WebSocketHandler):
    """Keep one open page up to date."""

    def initialize(self, host: Host) -> None:
        super().initialize(host)
        self.who, self.name, self._last = "phone", "", ""

    async def get(self, *args: Any, **kwargs: Any) -> None:
        if len(self.host.sockets) >= 2 * self.host.seats + 10:
            raise tornado.web.HTTPError(503, "Too many pages are open.")
        wanted = self.get_argument("as", "phone")
        self.who = wanted if wanted in ("screen", "presenter") and self.presenter else "phone"
        self.name = (self.get_signed_cookie(DEVICE) or b"").decode()
        await super().get(*args, **kwargs)

    def open(self, *args: str, **kwargs: str) -> None:
        self.set_nodelay(True)
        self.host.sockets.add(self)
        self.tell()
        if self.who == "phone":
            self.host.tell_counts()

    def on_message(self, message: str | bytes) -> None:
        """Take nothing: pages speak by requests, which are checked one by one."""

    def on_close(self) -> None:
        self.host.sockets.discard(self)

    def tell(self) -> None:
        """Send what this page shows now, if that is news."""
        room = self.host.room
        if self.who == "phone":
            view = room.for_phone(self.name)
        else:
            view = room.for_screen() if self.who == "screen" else room.for_presenter()
            view["phones"] = sum(s.who == "phone" for s in self.host.sockets)
        told = json.dumps(view)
        if told != self._last:
            self._last = told
            self.write_message(told)


class Asset(Page):
    """A script or a style of the pages."""

    KINDS = {".js": "text/javascript", ".css": "text/css"}  # noqa: RUF012  # never changed

    def get(self, name: str) -> None:
        self.set_header("Content-Type", f"{self.KINDS[Path(name).suffix]}; charset=utf-8")
        self.write((HERE / name).read_bytes())


def application(host: Host) -> tornado.web.Application:
    """Return the web application of one room."""
    given = {"host": host}
    return tornado.web.Application(
        [
            (r"/", Phone, given),
            (r"/enter", Enter, given),
            (r"/screen", Screen, given),
            (r"/presenter", Screen, given | {"who": "presenter"}),
            (r"/vote", Vote, given),
            (r"/control", Control, given),
            (r"/live", Live, given),
            (r"/(vote\.js|screen\.js|vote\.css)", Asset, given),
        ],
        cookie_secret=secrets.token_hex(32),
        log_function=lambda handler: None,  # who asked for what is nobody's business
        websocket_ping_interval=30,
        websocket_max_message_size=LARGEST,
        max_body_size=LARGEST,
    )
