"""Five graphs with relu_."""

from __future__ import annotations

from ...grading import Exercise
from ._models import SECONDS

LOOK = 5
WORDS = ("error", "silent", "safe")

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
)

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
           "counts changes of a saved tensor, not different numbers: every exp(w) is positive, "
           "relu_ changes none, and it is an error all the same.",
    "double": "Multiplication by 2 needs none of the old numbers for its slope, and nothing else "
              "reads h. This is the case that `inplace=True` was made for.",
    "sum": "Both summands are the same tensor, overwritten: 2·relu(h) is added up where relu(h) + "
           "h is meant. Addition keeps nothing, so autograd has nothing to complain about.",
    "data": "The product keeps h for its slope, and `.data` hides the change from the counter: the "
            "backward pass uses the overwritten numbers.",
}  # fmt: skip


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


def _mistake(said, name, true):
    """Name the belief that explains a wrong word."""
    words = set(said.values())
    if words == {"error"}:
        return "in place always errors", (
            "Not every graph fails: PyTorch objects when a tensor that it saved was changed, and "
            "most operations save less than one thinks.")  # fmt: skip
    if words == {"safe"}:
        return "in place is always safe", (
            "In place saves memory where nobody needs the old numbers any more. In four of these "
            "five graphs somebody does.")  # fmt: skip
    if true == "silent" and said[name] == "safe" and "silent" not in words:
        return "no error means right", (
            "`silent` is nowhere in the answer. That no error comes up does not show that the "
            "numbers are right: run the graph with `torch.relu` beside it.")  # fmt: skip
    if true == "error" and "error" not in words:
        return "PyTorch never objects", "`error` is nowhere in the answer. Run the five graphs."
    if name == "exp" and said[name] == "safe":
        return "no number changes, so no error", ""
    if name == "data" and said[name] == "error":
        return ".data is watched", ""
    if name == "double":
        return "in place is never safe", ""
    return "", ""


def _graph(name):
    @inplace.behaviour(f'"{name}"', points=1, look=LOOK)
    def test(ask):
        true = ask.probe(run_graphs)[name]
        said = ask.value()
        if not isinstance(said, dict) or set(said) != set(GRAPHS):
            ask.fail("Keep the five keys of the starter.", got=said,
                     expected="a dictionary with five keys")  # fmt: skip
        said = {k: v.strip().lower() if isinstance(v, str) else v for k, v in said.items()}
        if said[name] not in WORDS:
            ask.fail(f'{name!r} has no answer yet: "error", "silent" or "safe".',
                     got=said[name], expected="one of three words")  # fmt: skip
        if said[name] != true:
            mistake, says = _mistake({k: str(v) for k, v in said.items()}, name, true)
            ask.fail(f"{says}\n`{GRAPHS[name]}`: {WHY[name]}".lstrip(), got=said[name],
                     expected=f"{true}, as it ran here just now", mistake=mistake)  # fmt: skip


for _name in GRAPHS:
    _graph(_name)
