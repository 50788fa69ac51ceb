"""Five graphs with relu_."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table
from ._models import SECONDS


def run_graphs(answer):
    """Probe: what each graph does here and now, against the same one out of place."""
    import torch

    graphs = {
        "leaf": lambda w, act: act(w),
        "exp": lambda w, act: act(torch.exp(w)),
        "double": lambda w, act: act(2 * w),
        "sum": lambda w, act: (lambda h: act(h) + h)(2 * w),
        "data": lambda w, act: (lambda h: (h * h, act(h.data))[0])(2 * w),
    }

    def run(graph, act):
        w = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
        y = graph(w, act)
        y.sum().backward()
        return torch.stack([y.detach(), w.grad])

    told = {}
    for name, graph in graphs.items():
        try:
            same = torch.equal(run(graph, torch.relu_), run(graph, torch.relu))
        except RuntimeError:
            told[name] = "error"
        else:
            told[name] = "safe" if same else "silent"
    return told


GRAPHS = ("leaf", "exp", "double", "sum", "data")

inplace = Exercise.of(
    __file__,
    seconds=SECONDS,
    table=Table(
        lambda ask: ask.fact(run_graphs, once=True),
        'one of three words: "error", "silent" or "safe"',
        words=("error", "silent", "safe"),
    ),
)

inplace.marks(*(Rows(f'"{name}"', 1, (name,)) for name in GRAPHS))


def _word(given, name):
    return str(given[name]).strip().casefold()


def _words(given):
    return {_word(given, name) for name in GRAPHS}


inplace.symptoms(
    {
        "in place always errors": lambda got: _words(got) == {"error"},
        "in place is always safe": lambda got: _words(got) == {"safe"},
        "no error means right": lambda got: (
            "silent" not in _words(got) and _word(got, "sum") == _word(got, "data") == "safe"
        ),
        "PyTorch never objects": lambda got: _words(got) == {"safe", "silent"},
    }
)
inplace.mistakes(
    {
        "no number changes, so no error": {"exp": "safe"},
        ".data is watched": {"data": "error"},
        "in place is never safe": [{"double": "error"}, {"double": "silent"}],
    }
)
