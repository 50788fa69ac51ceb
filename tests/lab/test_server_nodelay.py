"""The server extension: installs itself, can be turned off, does no harm when things change."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace

import pytest

from course_utils.lab import server_nodelay
from course_utils.lab.server_nodelay import SETTING, without_delay


class Connection:
    def __init__(self, handler=None):
        self.websocket_handler = handler

    def connect(self):
        return "connected"


def server(**settings):
    return SimpleNamespace(
        log=logging.getLogger("nodelay"), web_app=SimpleNamespace(settings=settings)
    )


def test_it_is_installed_and_sets_nodelay(monkeypatch):
    monkeypatch.delenv("RELU_NODELAY", raising=False)
    app = server(**{SETTING: Connection})
    server_nodelay._load_jupyter_server_extension(app)
    calls = []
    made = app.web_app.settings[SETTING](SimpleNamespace(set_nodelay=calls.append))
    assert made.connect() == "connected" and calls == [True]
    assert issubclass(app.web_app.settings[SETTING], Connection)


def test_it_can_be_turned_off(monkeypatch):
    monkeypatch.setenv("RELU_NODELAY", "0")
    app = server(**{SETTING: Connection})
    server_nodelay._load_jupyter_server_extension(app)
    assert app.web_app.settings[SETTING] is Connection


@pytest.mark.parametrize("settings", [{}, {SETTING: None}, {SETTING: object}])
def test_a_changed_jupyter_server_is_left_alone(settings, caplog):
    app = server(**settings)
    server_nodelay._load_jupyter_server_extension(app)
    assert app.web_app.settings == settings
    assert "course_utils.lab.server_nodelay" in caplog.text


def test_a_connection_without_the_hook_still_connects():
    assert without_delay(Connection)(handler=object()).connect() == "connected"


def test_the_real_jupyter_server_still_has_what_is_used():
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
    from tornado.websocket import WebSocketHandler

    assert callable(WebSocketHandler.set_nodelay)
    assert "connect" in vars(without_delay(ZMQChannelsWebsocketConnection))
    points = server_nodelay._jupyter_server_extension_points()
    assert points == [{"module": "course_utils.lab.server_nodelay"}]


def test_the_file_that_enables_the_extensions_names_them_all():
    from importlib.resources import files

    folder = files("course_utils").joinpath("jupyter_config", "jupyter_server_config.d")
    enabled = json.loads(folder.joinpath("relu-course.json").read_text())
    names = {
        f"course_utils.lab.server_{name}": True for name in ("nodelay", "twins", "unrun", "map")
    }
    assert enabled == {"ServerApp": {"jpserver_extensions": names}}
