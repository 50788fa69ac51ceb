"""From `start.py` to the first cell that has run: `python benchmarks/starting.py [--rounds N]`.

Two moments are timed, from the start of the command: JupyterLab answers, and the first code cell of
the start page has run in a new kernel. The floor is a bare `jupyter lab` and a cell that does
nothing, in the same environment; both take turns. The environment is in place before (the second
run of `start.py` is timed, not the first).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import nbformat
import websocket

from course_utils.lab import starting

BARE = [sys.executable, "-m", "jupyterlab", "--no-browser", "--log-level=WARN"]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def request(url: str, token: str, body: dict | None = None) -> dict:
    """Ask the server; with a body, post it."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}"}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=60) as answer:
        return json.load(answer)


def wait_for_server(port: int, token: str, process: subprocess.Popen) -> None:
    """Return as soon as the server answers."""
    while process.poll() is None:
        try:
            request(f"http://127.0.0.1:{port}/api/status", token)
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    sys.exit(f"The server ended with {process.returncode}. Next: run `python3 start.py` by itself.")


def run_cell(port: int, token: str, source: str) -> None:
    """Run `source` in a new kernel, as a notebook page does, and wait for its reply."""
    kernel = request(f"http://127.0.0.1:{port}/api/kernels", token, {"name": "python3"})["id"]
    channel = websocket.create_connection(
        f"ws://127.0.0.1:{port}/api/kernels/{kernel}/channels",
        header=[f"Authorization: token {token}"],
        timeout=120,
    )
    session = uuid.uuid4().hex
    header = {"msg_id": session, "msg_type": "execute_request", "session": session,
              "username": "", "version": "5.3", "date": ""}  # fmt: skip
    content = {"code": source, "silent": False, "store_history": True, "user_expressions": {},
               "allow_stdin": False, "stop_on_error": True}  # fmt: skip
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content,
               "channel": "shell", "buffers": []}  # fmt: skip
    channel.send(json.dumps(message))
    while True:
        reply = json.loads(channel.recv())
        if reply["msg_type"] == "execute_reply" and reply["parent_header"]["msg_id"] == session:
            break
    channel.close()
    if reply["content"]["status"] != "ok":
        sys.exit(f"The cell failed: {reply['content'].get('evalue')}")


def time_start(command: list[str], source: str, env: dict[str, str]) -> tuple[float, float]:
    """Return the seconds until the server answers, and until the cell has run."""
    port, token = free_port(), secrets.token_hex(8)
    command = [*command, f"--port={port}"]
    if os.name == "posix" and os.geteuid() == 0 and command[: len(BARE)] == BARE:
        command.append("--allow-root")
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=starting.ROOT, env=env | {"JUPYTER_TOKEN": token}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for_server(port, token, process)
        answered = time.perf_counter() - began
        run_cell(port, token, source)
        return answered, time.perf_counter() - began
    finally:
        process.terminate()  # start.py has become the server: one process
        process.wait(30)


def first_code_cell(path: Path) -> str:
    """Return the source of the first code cell of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return next(cell.source for cell in cells if cell.cell_type == "code")


def main() -> None:
    """Measure both by turns, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    python = getattr(sys, "_base_executable", sys.executable)  # as a learner runs it: outside .venv
    ours = [python, str(starting.ROOT / "start.py")]
    subprocess.run([*ours, "--setup-only"], check=True, stdout=subprocess.DEVNULL)
    kinds = {
        "start.py": ([*ours, "--no-browser"], first_code_cell(starting.ROOT / starting.FIRST_PAGE)),
        "bare jupyter lab": (BARE, "pass"),
    }
    times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    setup = []
    with tempfile.TemporaryDirectory() as folder:
        env = starting.environment_for_tests(Path(folder), os.environ)
        env = {name: value for name, value in env.items() if name != "VIRTUAL_ENV"}
        for _ in range(rounds):
            began = time.perf_counter()
            subprocess.run([*ours, "--setup-only"], check=True, stdout=subprocess.DEVNULL)
            setup.append(time.perf_counter() - began)
            for kind, (command, source) in kinds.items():
                times[kind].append(time_start(command, source, env))
    medians = {
        kind: [statistics.median(moment) for moment in zip(*pairs, strict=True)]
        for kind, pairs in times.items()
    }
    for kind, (answered, ran) in medians.items():
        print(f"{kind:18} answers after {answered:5.2f} s, first cell has run after {ran:5.2f} s")
    (lab, cell), (lab_floor, cell_floor) = medians.values()
    print(f"ratio to the floor: {lab / lab_floor:.2f} and {cell / cell_floor:.2f}")
    own = statistics.median(setup)
    print(f"start.py by itself: {own:.2f} s before JupyterLab starts (target: under 3)")


if __name__ == "__main__":
    main()
