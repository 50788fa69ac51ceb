"""Keras, loaded in the one place of the course that imports it.

PyTorch is its backend here. Keras reads that, its device and its home folder while it is imported
and never again, so all three must be set before.
"""

from __future__ import annotations

import atexit
import importlib
import importlib.util
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

BACKEND = "torch"


def load_keras() -> ModuleType:
    """Return the module `keras`, running on PyTorch, without a trace in your home folder.

    On import Keras writes ``keras.json`` into ``KERAS_HOME`` (``~/.keras`` if that is not set), and
    takes its backend and default dtype from there. So it gets an empty folder that goes when Python
    ends. Its tensors stay on the CPU, beside PyTorch's own, so that the two mix, and 64-bit numbers
    exist (on Apple's graphics chips they do not). A ``KERAS_HOME`` or ``KERAS_TORCH_DEVICE`` of
    your own is respected.

    Returns
    -------
    module
        The same one each time.

    Raises
    ------
    ModuleNotFoundError
        Keras is not installed.
    RuntimeError
        Keras was imported before, with another backend.

    Examples
    --------
    >>> keras = load_keras()
    >>> keras.backend.backend()
    'torch'
    """
    if "keras" not in sys.modules:
        if importlib.util.find_spec("keras") is None:
            raise ModuleNotFoundError(
                "Keras is not installed. Expected version 3 beside PyTorch. "
                "Install it with: python -m pip install 'keras>=3.5'",
                name="keras",
            )
        os.environ["KERAS_BACKEND"] = BACKEND
        os.environ.setdefault("KERAS_TORCH_DEVICE", "cpu")
        if "KERAS_HOME" not in os.environ:
            os.environ["KERAS_HOME"] = _empty_folder()
    keras = importlib.import_module("keras")
    if (backend := keras.backend.backend()) != BACKEND:
        raise RuntimeError(
            f"Keras is already loaded, on another backend. Expected {BACKEND!r}, got {backend!r}. "
            "Restart the kernel, and call load_keras() before anything imports keras."
        )
    return keras


@contextmanager
def random_numbers_kept() -> Iterator[None]:
    """Leave the learner's random state as it was, though layers draw weights in between.

    PyTorch draws from its own state; Keras takes the seeds of its initialisers from Python's.
    """
    import torch

    state = random.getstate()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        yield
    random.setstate(state)


def _empty_folder() -> str:
    """Make a folder that is gone when Python ends."""
    folder = tempfile.mkdtemp(prefix="relu-keras-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
