"""The server: who may do what, three hundred phones at once, and what strangers get."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import websocket_connect

from course_utils.voting import sharing
from course_utils.voting.host import Host
from course_utils.voting.limits import Buckets
from course_utils.voting.room import Room, questions_of
from course_utils.voting.server import application

PHONES = 300


class Server:
    """A room on a free port of this machine."""

    def __init__(self, **more):
        sockets = bind_sockets(0, sharing.LOOPBACK)
        port = sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        hosts = sharing.hosts("127.0.0.1", port, share=False)
        self.host = Host(Room(questions_of("definition"), "q_shape"), self.url, hosts, **more)
        self.http = HTTPServer(application(self.host))
        self.http.add_sockets(sockets)
        self.client = AsyncHTTPClient(force_instance=True, max_clients=50)

    async def get(self, path, cookie="", **headers):
        request = HTTPRequest(self.url + path, headers={"Cookie": cookie, **headers},
                              follow_redirects=False)  # fmt: skip
        return await self.client.fetch(request, raise_error=False)

    async def post(self, path, data, cookie="", **headers):
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        request = HTTPRequest(self.url + path, method="POST", body=body,
                              headers={"Cookie": cookie, **headers})  # fmt: skip
        return await self.client.fetch(request, raise_error=False)

    async def phone(self) -> str:
        return cookie_of(await self.get("/"))

    async def presenter(self) -> str:
        return cookie_of(await self.get(f"/enter?key={self.host.key}"))

    async def close(self):
        self.client.close()
        self.http.stop()
        await self.http.close_all_connections()


def cookie_of(response) -> str:
    return response.headers["Set-Cookie"].partition(";")[0]


def served(test):
    """Run an async test against a server of its own."""

    async def run():
        server = Server()
        try:
            await asyncio.wait_for(test(server), 60)
        finally:
            await server.close()

    def test_():
        # In a thread of its own: Playwright's loop may run in this one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, run()).result()

    test_.__name__ = test.__name__
    return test_


@served
async def test_a_phone_votes_once_and_a_reload_keeps_it(server):
    teacher, phone = await server.presenter(), await server.phone()
    early = await server.post("/vote", {"answer": "a"}, phone)
    assert early.code == 400 and "No vote is open" in early.body.decode()
    assert (await server.post("/control", {"action": "step"}, teacher)).code == 200
    for letter in "ab":
        reply = await server.post("/vote", {"answer": [letter]}, phone)
        assert json.loads(reply.body) == {"given": [letter]}
    reload = await server.get("/", phone)
    assert "Set-Cookie" not in reload.headers
    assert server.host.room.poll.first.total == 1
    assert dict(server.host.room.poll.first.counts()) == {"b": 1}


@served
async def test_only_the_presenter_moves_it_on(server):
    phone = await server.phone()
    for cookie in ("", phone, "relu_presenter=guess", phone.replace("device", "presenter")):
        assert (await server.post("/control", {"action": "show"}, cookie)).code == 403
        assert (await server.get("/screen", cookie)).code == 403
    assert (await server.get("/enter?key=guess")).code == 403
    assert server.host.room.poll.phase == "ready"
    teacher = await server.presenter()
    bad = await server.post("/control", {"action": "erase"}, teacher)
    assert bad.code == 400 and "no action" in bad.body.decode()
    for body in (b"[]", b"\xff", b"", b"{"):
        assert (await server.post("/control", body, teacher)).code == 400


@served
async def test_strangers_are_refused(server):
    teacher = await server.presenter()
    assert (await server.get("/", Host="evil.example")).code == 403
    foreign = await server.post(
        "/control", {"action": "show"}, teacher, Origin="http://evil.example"
    )
    assert foreign.code == 403 and server.host.room.poll.phase == "ready"
    await server.post("/control", {"action": "step"}, teacher)
    assert (await server.post("/vote", {"answer": "a"})).code == 403  # no cookie
    assert (await server.post("/vote", {"answer": "a"}, "relu_device=forged")).code == 403
    phone = await server.phone()
    for body in (b"x" * 5000, b"\xff\xfe", b"[]", b'{"answer": 3}', b'{"answer": [1]}', b"{}",
                 b'{"answer": "<script>"}', b'{"answer": ' + b"[" * 2000):  # fmt: skip
        assert (await server.post("/vote", body, phone)).code in (400, 413)
    assert server.host.room.poll.first.total == 0
    page = await server.get("/screen", teacher)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


@served
async def test_too_many_are_told_so(server):
    teacher = await server.presenter()
    await server.post("/control", {"action": "step"}, teacher)
    server.host.seats = 2
    phones = [await server.phone() for _ in range(3)]
    codes = [(await server.post("/vote", {"answer": "a"}, p)).code for p in phones]
    assert codes == [200, 200, 403]
    codes = [(await server.post("/vote", {"answer": "b"}, phones[0])).code for _ in range(15)]
    assert 429 in codes and codes[0] == 200
    assert server.host.admit("x", "10.0.0.9")
    server.host.seats = 100
    assert [bool(server.host.admit(f"d{n}", "10.0.0.9")) for n in range(4)] == [False] * 3 + [True]


@served
async def test_three_hundred_phones(server):
    teacher = await server.presenter()
    phones = await asyncio.gather(*(server.phone() for _ in range(PHONES)))
    assert len(set(phones)) == PHONES
    live = f"ws{server.url.removeprefix('http')}/live?as="
    sockets = await asyncio.gather(*(
        websocket_connect(HTTPRequest(live + "phone", headers={"Cookie": p})) for p in phones
    ))  # fmt: skip
    screen = await websocket_connect(HTTPRequest(live + "screen", headers={"Cookie": teacher}))
    spy = await websocket_connect(HTTPRequest(live + "presenter", headers={"Cookie": phones[0]}))
    assert "advice" not in json.loads(await spy.read_message())
    for socket in sockets:
        assert json.loads(await socket.read_message())["phase"] == "ready"
    await server.post("/control", {"action": "step"}, teacher)
    for socket in sockets:
        assert json.loads(await socket.read_message())["phase"] == "first"
    answers = await asyncio.gather(*(
        server.post("/vote", {"answer": "abc"[n % 3]}, phone) for n, phone in enumerate(phones)
    ))  # fmt: skip
    assert {answer.code for answer in answers} == {200}
    view = {"voted": {"first": 0}}
    while view["voted"]["first"] < PHONES:
        view = json.loads(await screen.read_message())
    assert view["results"] == [] and view["phones"] == PHONES + 1
    assert server.host.room.poll.first.counts().total() == PHONES
    for socket in (*sockets, screen, spy):
        socket.close()


def test_buckets_forget_the_silent_and_take_no_clock_on_trust():
    buckets = Buckets(rate=1, burst=1)
    assert buckets.take("a", 10.0) and not buckets.take("a", 9.0)
    assert buckets.take("a", 11.0)
    assert all(buckets.take(str(n), 0.0) for n in range(25_000))
    assert len(buckets._left) <= 20_000


@pytest.mark.parametrize("share", [False, True])
def test_the_address_is_this_machines(share):
    address = sharing.own_address()
    found = sharing.hosts(address, 80, share=share)
    assert "127.0.0.1:80" in found
    assert (f"{address}:80" in found) == (share or address == "127.0.0.1")
    assert sharing.qr(f"http://{address}:80").startswith("data:image/svg+xml")
