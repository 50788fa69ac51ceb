"""A Jupyter server extension: send each message of a kernel at once (TCP_NODELAY).

jupyter_server leaves Nagle's algorithm on for the websocket between page and kernel. Together with
delayed acknowledgements each answer that consists of several small messages then waits about
40 ms, which holds every figure fed by a kernel at some 20 frames a second. With TCP_NODELAY the
same round trip takes about 10 ms.

It concerns the course's own environment only. Turn it off with the environment variable
``RELU_NODELAY=0``, or with ``jupyter server extension disable course_utils.lab.server_nodelay``.
When jupyter_server changes so that the hook below is not there any more, the extension writes one
line into the server's log and does nothing.
"""

from __future__ import annotations

import contextlib
import os

SETTING = "kernel_websocket_connection_class"


def without_delay(connection_class: type) -> type:
    """Return a subclass of a kernel websocket connection whose socket never waits to fill a packet.

    Parameters
    ----------
    connection_class : type
        The class the server would use, with `connect()` and `websocket_handler`.

    Examples
    --------
    >>> class Handler:
    ...     def set_nodelay(self, value): print("nodelay", value)
    >>> class Connection:
    ...     websocket_handler = Handler()
    ...     def connect(self): return "connected"
    >>> without_delay(Connection)().connect()
    nodelay True
    'connected'
    """

    class NoDelayConnection(connection_class):
        def connect(self, *args, **kwargs):
            # A figure that is a little slower is better than a kernel that cannot be reached.
            with contextlib.suppress(Exception):
                self.websocket_handler.set_nodelay(True)
            return super().connect(*args, **kwargs)

    return NoDelayConnection


def _load_jupyter_server_extension(server) -> None:
    """Install the subclass in the server's settings (called by jupyter_server)."""
    if os.environ.get("RELU_NODELAY", "1") == "0":
        server.log.info("course_utils.lab.server_nodelay: off (RELU_NODELAY=0)")
        return
    settings = getattr(getattr(server, "web_app", None), "settings", {})
    current = settings.get(SETTING)
    if not isinstance(current, type) or not hasattr(current, "connect"):
        server.log.warning(
            "course_utils.lab.server_nodelay: this jupyter_server has no %s", SETTING
        )
        return
    settings[SETTING] = without_delay(current)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course_utils.lab.server_nodelay"}]
