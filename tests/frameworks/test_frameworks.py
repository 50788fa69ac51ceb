"""Keras without a trace, and tables that are measured and not remembered."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import types

import pytest
import torch
from torch.nn import functional

from course_utils import frameworks
from course_utils.frameworks import constants, kinks, table


def python(code: str, home, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter whose home folder is `home`."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("KERAS")}
    env |= {"HOME": str(home), "USERPROFILE": str(home), **settings}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=120
    )


@pytest.fixture
def alone(monkeypatch):
    """A computer without JAX and TensorFlow, whatever is installed here."""
    find = table.importlib.util.find_spec
    absent = ("jax", "tensorflow")
    monkeypatch.setattr(
        table.importlib.util, "find_spec", lambda name: None if name in absent else find(name)
    )


def test_keras_runs_on_torch_and_leaves_no_trace_in_the_home_folder(tmp_path):
    code = (
        "import os, pathlib\n"
        "from course_utils.frameworks import load_keras\n"
        "keras = load_keras()\n"
        "print(keras.backend.backend(), keras is load_keras(), os.environ['KERAS_HOME'])\n"
        "print(keras.ops.ones(2).device)\n"
    )
    # Someone's own choice of backend must not win: the lesson's code is for PyTorch.
    done = python(code, tmp_path, KERAS_BACKEND="jax")
    assert done.returncode == 0, done.stderr
    backend, same, folder, device = done.stdout.split()
    assert (backend, same, device) == ("torch", "True", "cpu")
    assert not os.path.exists(folder), "the folder goes when Python ends"
    assert not (tmp_path / ".keras").exists()


def test_settings_of_your_own_are_kept(tmp_path, monkeypatch):
    from course_utils.frameworks import loading

    keras = types.SimpleNamespace(backend=types.SimpleNamespace(backend=lambda: "torch"))
    monkeypatch.delitem(sys.modules, "keras", raising=False)
    monkeypatch.setattr(loading.importlib, "import_module", lambda name: keras)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setenv("KERAS_TORCH_DEVICE", "cuda")
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    assert frameworks.load_keras() is keras
    assert (os.environ["KERAS_HOME"], os.environ["KERAS_TORCH_DEVICE"]) == (str(tmp_path), "cuda")


def test_a_settings_file_at_home_changes_nothing(tmp_path):
    (tmp_path / ".keras").mkdir()
    (tmp_path / ".keras" / "keras.json").write_text('{"floatx": "float16", "backend": "jax"}')
    code = "from course_utils.frameworks import load_keras; print(load_keras().config.floatx())"
    assert python(code, tmp_path).stdout.strip() == "float32"


def test_without_keras_the_message_says_how_to_get_it(monkeypatch):
    from course_utils.frameworks import loading

    monkeypatch.delitem(sys.modules, "keras", raising=False)
    monkeypatch.setattr(loading.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'keras>=3\.5'"):
        frameworks.load_keras()


def test_another_backend_is_refused(monkeypatch):
    keras = frameworks.load_keras()
    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    with pytest.raises(RuntimeError, match=r"Expected 'torch', got 'jax'\. Restart"):
        frameworks.load_keras()


@pytest.mark.usefixtures("alone")
def test_slopes_are_torchs_own():
    found = frameworks.slopes_at_zero()
    spellings = {
        "relu(x)": torch.relu,
        "clamp(x, min=0)": lambda x: x.clamp(min=0),
        "leaky_relu(x, 0.1)": lambda x: functional.leaky_relu(x, 0.1),
    }
    for row, f in spellings.items():
        x = torch.tensor(0.0, requires_grad=True)
        f(x).backward()
        assert float(found[row, "PyTorch"]) == pytest.approx(x.grad.item())
    for row in kinks.SPELLINGS[:7]:  # the spellings of ReLU itself: any subgradient
        for library in ("PyTorch", "Keras"):
            assert 0 <= float(found[row, library]) <= 1


@pytest.mark.usefixtures("alone")
def test_recorded_values_carry_a_star_and_the_version():
    for made in (frameworks.slopes_at_zero(), frameworks.defaults()):
        for row, values in made.rows.items():
            assert not any("*" in v for v in values[:2]), f"{row}: measured"
            assert all(v.endswith("*") or v == table.NOTHING for v in values[2:]), row
        assert made.note.endswith("recorded with JAX 0.10.2 and TensorFlow 2.21")


def test_recorded_rows_are_rows_of_the_tables():
    for made, recorded in [(kinks.SPELLINGS, kinks.RECORDED),
                           (constants.QUESTIONS, constants.RECORDED)]:  # fmt: skip
        assert all(set(rows) <= set(made) for rows in recorded.values())


@pytest.mark.usefixtures("alone")
def test_defaults_agree_with_the_layers_themselves():
    keras, found = frameworks.load_keras(), frameworks.defaults()
    layer = "leaky ReLU layer: slope"
    assert float(found[layer, "PyTorch"]) == torch.nn.LeakyReLU().negative_slope
    assert float(found[layer, "Keras"]) == pytest.approx(keras.layers.LeakyReLU().negative_slope)
    assert found["layer from 5 to 3: weight's shape", "PyTorch"] == "(3, 5)"
    assert found["layer from 5 to 3: weight's shape", "Keras"] == "(5, 3)"
    assert found["PReLU on 5 numbers: slopes", "PyTorch"].startswith("1 ")
    assert found["PReLU on 5 numbers: slopes", "Keras"].startswith("5 ")


def test_measuring_leaves_the_learners_random_numbers_alone():
    before = torch.get_rng_state(), random.getstate()
    frameworks.defaults(), frameworks.dtypes()
    assert torch.equal(torch.get_rng_state(), before[0])
    assert random.getstate() == before[1]


def test_dtypes_are_what_comes_out():
    found = frameworks.dtypes()
    assert found["np.maximum(x, 0)", "int64"] == "int64"
    assert found["nn.Linear(2, 1)(x)", "float64"] == "error"
    assert found["nn.Linear(2, 1)(x)", "float32"] == "float32"
    assert found["keras.layers.Dense(1)(x)", "float64"] == "float32"


def present(monkeypatch, probes):
    """Ask an invented JAX, which is installed, for two rows."""
    monkeypatch.setattr(table.importlib.util, "find_spec", lambda name: name == "jax" or None)
    nothing = dict.fromkeys(table.LIBRARIES, dict)
    recorded = {"JAX": {"a": "1", "b": "2"}}
    return table.compare("", ("a", "b"), nothing | {"JAX": probes}, recorded)


def test_an_installed_library_is_asked(monkeypatch):
    made = present(monkeypatch, lambda: {"a": lambda: "7", "b": lambda: "8"})
    assert (made["a", "JAX"], made["b", "JAX"], made.note) == ("7", "8", "")


def test_a_row_that_cannot_be_asked_keeps_its_record(monkeypatch):
    made = present(monkeypatch, lambda: {"a": lambda: "7", "b": lambda: str(1 / 0)})
    assert (made["a", "JAX"], made["b", "JAX"]) == ("7", "2*")
    assert made.note == "* not measured here: recorded with JAX 0.10.2"


def test_a_broken_library_keeps_its_record(monkeypatch):
    def broken():
        raise ImportError("made for an older NumPy")

    assert present(monkeypatch, broken)["a", "JAX"] == "1*"
