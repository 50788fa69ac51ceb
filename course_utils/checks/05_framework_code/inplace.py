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


GRAPHS = {
    "leaf": "y = torch.relu_(w)",
    "exp": "h = torch.exp(w); y = torch.relu_(h)",
    "double": "h = 2 * w; y = torch.relu_(h)",
    "sum": "h = 2 * w; y = torch.relu_(h) + h",
    "data": "h = 2 * w; y = h * h; torch.relu_(h.data)",
}

WHY = {
    "leaf": "w is a leaf that asks for a gradient. Its numbers are the ones to be trained, and "
    "autograd refuses to have them overwritten.",
    "exp": "The slope of exp is its output, so exp keeps the output for the backward pass. PyTorch "
    "counts changes of a saved tensor, not different numbers: every exp(w) is positive, relu_ "
    "changes none, and it is an error all the same.",
    "double": "Multiplication by 2 needs none of the old numbers for its slope, and nothing else "
    "reads h. This is the case that `inplace=True` was made for.",
    "sum": "Both summands are the same tensor, overwritten: 2·relu(h) is added up where relu(h) + "
    "h is meant. Addition keeps nothing, so autograd has nothing to complain about.",
    "data": "The product keeps h for its slope, and `.data` hides the change from the counter: the "
    "backward pass uses the overwritten numbers.",
}

inplace = Exercise(
    "framework_code.inplace",
    title="Five graphs with relu_",
    minutes=7,
    difficulty="hard",
    hints=(
        "For each graph ask two things. Who still needs the old numbers of what is overwritten? "
        "And does PyTorch know that they were overwritten?",
        "Saved for the backward pass: exp keeps its output, a product keeps its factors, "
        "multiplication by 2 keeps nothing. An addition in your own code is nobody's to check. "
        "`.data` hides a change.",
        "Run each graph twice, with `torch.relu_` and with `torch.relu`, and compare y and w.grad. "
        "Two are errors, two are silent.",
    ),
    seconds=SECONDS,
    table=Table(
        lambda ask: ask.fact(run_graphs),
        'one of three words: "error", "silent" or "safe"',
        {name: f"`{GRAPHS[name]}`: {why}" for name, why in WHY.items()},
        words=("error", "silent", "safe"),
    ),
)

inplace.marks(
    *(
        Rows(
            f'"{name}"',
            1,
            (name,),
            look=5,
            task='Give each one word: `"error"`; `"silent"`, when no error comes up and y or '
            '`w.grad` differs; `"safe"`, when both are the same.',
        )
        for name in GRAPHS
    )
)


def _word(given, name):
    return str(given[name]).strip().casefold()


def _words(given):
    return {_word(given, name) for name in GRAPHS}


def _sign(name, test, says):
    """Add a belief that shows in all five words."""
    inplace.symptom(name, says)(test)


_sign(
    "in place always errors",
    lambda got: _words(got) == {"error"},
    "Not every graph fails: PyTorch objects when a tensor that it saved was changed, and most "
    "operations save less than one thinks.",
)
_sign(
    "in place is always safe",
    lambda got: _words(got) == {"safe"},
    "In place saves memory where nobody needs the old numbers any more. In four of these five "
    "graphs somebody does.",
)
_sign(
    "no error means right",
    lambda got: "silent" not in _words(got) and _word(got, "sum") == _word(got, "data") == "safe",
    "`silent` is nowhere in the answer. That no error comes up does not show that the numbers are "
    "right: run the graph with `torch.relu` beside it.",
)
_sign(
    "PyTorch never objects",
    lambda got: _words(got) == {"safe", "silent"},
    "`error` is nowhere in the answer. Run the five graphs.",
)
inplace.mistakes(
    ("no number changes, so no error", {"exp": "safe"}, ""),
    (".data is watched", {"data": "error"}, ""),
    ("in place is never safe", {"double": "error"}, ""),
    ("in place is never safe", {"double": "silent"}, ""),
)
