"""Drive a real JupyterLab in a real Chromium: for tests/browser and for benchmarks/.

Everything that is started here is ended here, by its process id. All traffic is loopback.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat

REPOSITORY = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Settings that make a run repeatable: no news toast, every cell in the page, no autosave dialog.
USER_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}


def find_chromium(playwright) -> str | None:
    """Return the path of a Chromium to drive: the system's, else Playwright's own, else None."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    own = playwright.chromium.executable_path
    return own if own and Path(own).exists() else None


def launch(playwright, executable: str):
    """Start Chromium with a fresh profile (Playwright makes and removes a temporary one)."""
    return playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_FLAGS))


def code(cell_id: str, source: str):
    """A code cell with a hand-named id."""
    return nbformat.v4.new_code_cell(source, id=cell_id)


def write_notebook(path: Path, cells) -> Path:
    """Write a notebook of `cells` (strings become code cells `cell-0`, `cell-1`, ...)."""
    made = [code(f"cell-{i}", c) if isinstance(c, str) else c for i, c in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": kernel}), path)
    return path


class LabServer:
    """A JupyterLab (and Notebook 7) server on a free loopback port, with a token.

    `root` is the folder it serves; put copies there, never the repository itself. `nodelay=False`
    gives the stock server, without the course's server extension.
    """

    def __init__(self, root: Path, home: Path, *, nodelay: bool = True, python: str | None = None):
        self.root, self.home, self.token = Path(root), Path(home), secrets.token_hex(16)
        self._write_settings()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = (self.home / "server.log").open("w")
        self.process = subprocess.Popen(
            [
                *(python or sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *(f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0"),
                *("--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={self.token}"),
                f"--ServerApp.root_dir={self.root}",
            ],
            env=self._environment(nodelay),
            cwd=self.root,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _write_settings(self) -> None:
        for name, settings in USER_SETTINGS.items():
            path = self.home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(settings))
        config = self.home / "config"
        config.mkdir(parents=True, exist_ok=True)
        expose = {"expose_app_in_browser": True}
        text = json.dumps({"LabApp": expose, "JupyterNotebookApp": expose})
        (config / "jupyter_server_config.json").write_text(text)

    def _environment(self, nodelay: bool) -> dict[str, str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
        env["JUPYTER_CONFIG_DIR"] = str(self.home / "config")
        env["JUPYTER_DATA_DIR"] = str(self.home / "data")
        env["JUPYTER_RUNTIME_DIR"] = str(self.home / "runtime")
        env["JUPYTERLAB_SETTINGS_DIR"] = str(self.home / "settings")
        env["JUPYTERLAB_WORKSPACES_DIR"] = str(self.home / "workspaces")
        env["RELU_HOME"] = str(self.home / "progress")  # never the progress of who runs the tests
        env["IPYTHONDIR"] = str(self.home / "ipython")
        env["PYTHONPATH"] = os.pathsep.join(
            p for p in (str(REPOSITORY), env.get("PYTHONPATH", "")) if p
        )
        env["JUPYTER_CONFIG_PATH"] = str(REPOSITORY / "course_utils" / "jupyter_config")
        env["RELU_NODELAY"] = "1" if nodelay else "0"
        return env

    def _wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                self.request("/api/status")
                return
            time.sleep(0.1)
        log = (self.home / "server.log").read_text()[-2000:]
        self.close()
        raise RuntimeError(f"JupyterLab did not start within {seconds:.0f} s; its log ends:\n{log}")

    def request(self, path: str, method: str = "GET"):
        """Ask the server's REST interface; return the decoded JSON answer (None if empty)."""
        headers = {"Authorization": f"token {self.token}"}
        asked = urllib.request.Request(self.url + path, headers=headers, method=method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def close(self) -> None:
        """Shut the server and its kernels down; end the process by its id if it lingers."""
        if self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.request("/api/shutdown", "POST")
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.terminate()
                try:
                    self.process.wait(5)
                except subprocess.TimeoutExpired:
                    self.process.kill()
                    self.process.wait()
        self._log.close()
