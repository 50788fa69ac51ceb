"""What does not count is seen whatever road leads there, and nothing else is refused."""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_utils.grading import Exercise, FindingKind, LocalStudent, RemoteStudent, Status, judge
from course_utils.grading.finished import FAMILIES, NEVER

X = np.array([-1.5, 0.5, 2.0])

# family -> (the library, one of its finished functions, a call of CALL)
FINISHED = {
    "activations": ("course_utils.activations", "relu", "CALL(x)"),
    "relu": ("torch", "relu", "CALL(torch.tensor(x)).numpy()"),
    "clamp": ("torch", "clamp_min", "CALL(torch.tensor(x), 0).numpy()"),
    "leaky": ("torch.nn.functional", "leaky_relu", "CALL(torch.tensor(x)).numpy()"),
    "elu": ("torch.nn.functional", "elu", "CALL(torch.tensor(x)).numpy()"),
    "gelu": ("torch.nn.functional", "gelu", "CALL(torch.tensor(x)).numpy()"),
    "autograd": (
        "torch.autograd", "grad",
        "(lambda t: CALL((t * t).sum(), t)[0].numpy())(torch.tensor(x, requires_grad=True))",
    ),
    "initialisers": ("torch.nn.init", "kaiming_normal_", "CALL(torch.empty(4, 4)).numpy()"),
    "theory": ("course_utils.theory", "he_std", "CALL(4)"),
    "networks": ("course_utils.networks", "unit_shares", "CALL([x[None]])"),
    "experiments": ("course_utils.experiments", "mean_interval", "CALL(x)"),
    "capstone": (
        "course_utils.capstone", "instruments",
        "CALL(course_utils.networks.MLP.create((3, 2, 2), np.random.default_rng(0)), x[None], [0])",
    ),
}  # fmt: skip

# LIB is the library, NAME the function's name, DONE(...) the call of what stands in it.
ROADS = {
    "called": "def f(x): return DONE(LIB.NAME)",
    "an alias": "g = LIB.NAME\ndef f(x): return DONE(g)",
    "a dictionary": "d = {'a': LIB.NAME}\ndef f(x): return DONE(d['a'])",
    "a default argument": "def f(x, g=LIB.NAME): return DONE(g)",
    "a partial": "g = functools.partial(LIB.NAME)\ndef f(x): return DONE(g)",
    "getattr": "def f(x): return DONE(getattr(LIB, 'NAME'))",
    "eval": "def f(x): return DONE(eval('LIB.NAME'))",
    "importlib": "def f(x): return DONE(importlib.import_module('LIB').NAME)",
    "an import in an inner function": (
        "def f(x):\n  def inner():\n    from LIB import NAME as g\n    return DONE(g)\n"
        "  return inner()"
    ),
    "map": "def f(x): return DONE((lambda *a: next(map(LIB.NAME, *([b] for b in a)))))",
    "starmap": "def f(x): return DONE((lambda *a: next(itertools.starmap(LIB.NAME, [a]))))",
    "a comprehension": "def f(x): return [DONE(g) for g in [LIB.NAME]][0]",
    "a method": "class K:\n  m = staticmethod(LIB.NAME)\ndef f(x): return DONE(K().m)",
    "an object that can be called": (
        "class K:\n  def __init__(self): self.g = LIB.NAME\n"
        "  def __call__(self, x): return DONE(self.g)\nf = K()"
    ),
    "np.vectorize": (
        "def f(x):\n  def g(*a):\n"
        "    return np.vectorize(lambda i: LIB.NAME(*a), otypes=[object])(0).item()\n"
        "  return DONE(g)"
    ),
    "a ufunc": (
        "def f(x):\n  def g(*a):\n"
        "    return np.frompyfunc(lambda i: LIB.NAME(*a), 1, 1)(0)\n  return DONE(g)"
    ),
    "a thread": (
        "def f(x):\n  def g(*a):\n    with ThreadPoolExecutor(1) as pool:\n"
        "      return pool.submit(LIB.NAME, *a).result()\n  return DONE(g)"
    ),
}
IMPORTS = (
    "import functools, importlib, itertools\nfrom concurrent.futures import ThreadPoolExecutor\n"
    "import numpy as np\nimport torch\nimport course_utils.networks\n"
)


def on_road(road: str, family: str) -> str:
    """Return an answer that gets to a family's function on this road."""
    library, name, call = FINISHED[family]
    text = ROADS[road].replace("LIB", library).replace("NAME", name)
    while "DONE(" in text:
        start = text.index("DONE(")
        end, depth = start + 5, 1
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        inside = text[start + 5 : end - 1]
        text = text[:start] + call.replace("CALL", f"({inside})") + text[end:]
    return f"{IMPORTS}import {library}\n{text}"


def asking(*families: str) -> Exercise:
    """Return an exercise that takes any answer."""
    exercise = Exercise(
        "demo.f", title="F", minutes=1, difficulty="easy", hints=("", ""), seconds=20,
        forbids=families,
    )  # fmt: skip
    exercise.behaviour("an answer", points=1)(lambda ask: ask.call(X))
    return exercise


def judged(code: str, *families: str):
    namespace = {"__name__": "__main__"}
    exec(compile(code, "<cell 1>", "exec"), namespace)
    return judge(asking(*families), LocalStudent(namespace), 0)


def test_every_family_is_tried():
    assert set(FINISHED) == set(FAMILIES) - set(NEVER)


@pytest.mark.parametrize("family", FINISHED)
@pytest.mark.parametrize("road", ROADS)
def test_a_finished_function_is_seen(road, family):
    outcome = judged(on_road(road, family), family)
    assert outcome.earned == 0
    assert outcome.findings[0].kind is FindingKind.RULE, outcome.findings
    assert re.search(rf"\b{FINISHED[family][1].strip('_')}_?\b", outcome.findings[0].reason)


WELCOME = {
    "a method called relu": (
        "class Net:\n  def relu(self, x): return x\n  def backward(self): return 0\n"
        "def f(x):\n  net = Net()\n  net.backward()\n  return net.relu(x)",
        tuple(FINISHED),
    ),
    "a function called elu": ("def elu(x): return x\ndef f(x): return elu(x)", ("elu",)),
    "no_grad": (
        "import torch\ndef f(x):\n  with torch.no_grad():\n    return torch.tensor(x).numpy()",
        ("autograd",),
    ),
    "ReLU where leaky ReLU and ELU are asked": (
        "import torch\ndef f(x): return torch.relu(torch.tensor(x)).numpy()",
        ("leaky", "elu", "gelu", "clamp", "autograd"),
    ),
    "normal_ where He's initialiser is asked": (
        "import torch\ndef f(x): return torch.nn.init.normal_(torch.empty(3)).numpy()",
        ("initialisers",),
    ),
    "torch.stack": (
        "import torch\ndef f(x): return torch.stack([torch.tensor(x)]).numpy()", tuple(FINISHED)
    ),
    "a library that looks at frames": (
        "import collections, warnings\ndef f(x):\n  collections.namedtuple('P', 'a b')\n"
        "  warnings.warn('here')\n  return x",
        (),
    ),
    "the course's networks where its theory is asked": (
        "from course_utils.networks import unit_shares\n"
        "def f(x):\n  unit_shares([x[None]])\n  return x",
        ("theory",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("answer", WELCOME)
def test_nothing_else_is_refused(answer):
    code, families = WELCOME[answer]
    assert judged(code, *families).status is Status.RIGHT


PEEKING = {
    "the frames below": "import sys\ndef f(x): return sys._getframe(1).f_locals",
    "all frames": "import sys\ndef f(x): return len(sys._current_frames())",
    "the stack": "import inspect\ndef f(x): return len(inspect.stack())",
    "a frame": "import inspect\ndef f(x): return bool(inspect.currentframe().f_back)",
    "all objects": "import gc\ndef f(x): return len(gc.get_objects())",
    "who refers to the input": "import gc\ndef f(x): return len(gc.get_referrers(x))",
    "a check's own answer": (
        "from course_utils import checks\n"
        "def f(x): return checks.find('definition.relu').expected(x)"
    ),
}


@pytest.mark.parametrize("answer", PEEKING)
def test_a_look_at_what_the_judge_holds_earns_nothing(answer):
    outcome = judged(PEEKING[answer])
    assert (outcome.earned, outcome.findings[0].kind) == (0, FindingKind.RULE)


HIDING = {
    "stops the watch": "def f(x):\n  sys.setprofile(None)\n  return DONE",
    "stops it with a hook of its own": "def f(x):\n  sys.setprofile(print)\n  return DONE",
    "does as a probe does": "def f(x):\n  with unwatched(): return DONE",
    "does so in a function below": (
        "def f(x):\n  def g():\n    with unwatched(): return DONE\n  return g()"
    ),
}


@pytest.mark.parametrize("answer", HIDING)
def test_who_hides_a_call_earns_nothing(answer):
    code = "import sys, torch\nfrom course_utils.student.watch import unwatched\n" + HIDING[
        answer
    ].replace("DONE", "torch.relu(torch.tensor(x)).numpy()")
    outcome = judged(code, "relu")
    assert (outcome.earned, outcome.findings[0].kind) == (0, FindingKind.RULE)


# Frames are reached without a call, too: an exception holds them.
SEARCH = """
import numpy as np
def f(x):
    try:
        raise ValueError
    except ValueError as error:
        frame = error.__traceback__.tb_frame.f_back
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if isinstance(value, np.ndarray) and value.shape == x.shape and value[0] == 77.0:
                return value
        frame = frame.f_back
    return x
"""


def test_no_frame_of_the_judge_holds_what_is_expected():
    from course_utils.grading import Cases

    exercise = asking()
    exercise.oracle = lambda x: np.array([77.0, 1.0, 2.0])
    exercise.behaviours.clear()
    exercise.marks(Cases("drawn", 1, lambda rng: [(rng.normal(size=3),)]))
    namespace = {}
    exec(compile(SEARCH, "<cell 1>", "exec"), namespace)
    assert judge(exercise, LocalStudent(namespace), 0).earned == 0


PATCHED = """
import numpy
import course_utils.grading.compare, course_utils.grading.judge
numpy.allclose = numpy.array_equal = lambda *a, **k: True
course_utils.grading.judge.judge = course_utils.grading.compare.difference = lambda *a, **k: None
def relu(x): return 5
"""


def test_who_patches_the_judge_in_a_process_of_their_own_earns_nothing():
    from course_utils import checks

    with RemoteStudent([("answer", PATCHED)]) as student:
        assert judge(checks.find("definition.relu"), student, 0).earned == 0


def test_what_a_probe_makes_for_itself_is_not_heard():
    torch = pytest.importorskip("torch")
    from course_utils.student.watch import Watch, unwatched

    def made():
        return torch.relu(torch.nn.Linear(2, 2)(torch.ones(2)))

    watch = Watch()
    with watch.calls(inside=False), unwatched():
        made()
    assert list(watch.names) == []
    with watch.calls():
        made()
    assert "torch.relu" in watch.names
