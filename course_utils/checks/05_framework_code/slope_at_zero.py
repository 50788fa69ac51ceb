"""Ask for the slope at 0."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match, Tensor, difference
from ...grading.reading import real_number
from ._models import SECONDS

NEAR = Match(rtol=1e-5, atol=1e-6)  # float32 on the way is no mistake

ZERO = "torch.zeros_like(x)"

SPELLINGS = (
    "torch.relu(x)",
    f"torch.maximum(x, {ZERO})",
    "torch.clamp(x, min=0)",
    f"torch.where(x >= 0, x, {ZERO})",
    "(x + torch.abs(x)) / 2",
    "F.leaky_relu(x, 0.2)",
    "(torch.relu(x) - torch.relu(-x))",
)

slope_at_zero = Exercise.of(__file__, seconds=SECONDS, demands="as a plain number")


def ask_slopes(learner, texts):
    """Probe: for each function, what the learner says, and the slope that autograd takes."""
    import torch

    found = []
    for text in texts:
        f = eval("lambda x: " + text, {"torch": torch, "F": torch.nn.functional})
        x = torch.zeros((), dtype=torch.float64, requires_grad=True)
        f(x).backward()
        found.append({"got": learner(f), "slope": float(x.grad)})
    return found


def around(_, texts):
    """Probe: for each function, what else can be measured there, and the slope at 1."""
    import torch

    found = []
    for text in texts:
        f = eval("lambda x: " + text, {"torch": torch, "F": torch.nn.functional})
        with torch.no_grad():
            low, at, high = (
                float(f(torch.tensor(step, dtype=torch.float64))) for step in (-1e-5, 0, 1e-5)
            )
        one = torch.ones((), dtype=torch.float64, requires_grad=True)
        f(one).backward()
        told = {"value": at, "left": (at - low) / 1e-5, "right": (high - at) / 1e-5}
        found.append({**told, "one": float(one.grad)})
    return found


def _no_number(got):
    """Say what came back where it is no number."""
    several = isinstance(got, (tuple, list))
    return slope_at_zero.reason("None" if got is None else "several" if several else "no number")


def _ask_texts(ask, texts):
    """Compare the learner's slope of each function with autograd's, and name what it is instead."""
    found = ask.probe(ask_slopes, texts, shown="slope_at_zero(f)")
    numbers = [real_number(row["got"]) for row in found]
    for text, row, number in zip(texts, found, numbers, strict=True):
        ask.about(f"slope_at_zero(lambda x: {text})")
        if number is None:
            ask.fail(_no_number(row["got"]), got=row["got"], expected="a float")
        if difference(number, row["slope"], NEAR) is not None:
            reason, wanted = "Autograd takes another slope.", float(row["slope"])
            mistake, times = _belief(ask, texts, numbers, found), _times(numbers, found)
            ask.mistaken(mistake, reason, got=number, expected=wanted, times=times)


# What all the numbers may be, in the order in which it is looked for.
_BELIEFS = (
    "the value, not the slope",
    "one remembered number",
    "gradients of earlier calls added up",
    "a central difference",
    "the slope on the right",
    "the slope on the left",
    "a slope cut to a whole number",
    "slopes of several entries added up",
    "the slope of a mean",
    "the slope with the other sign",
    "the slope without its sign",
    "the slope at 1",
)


def _times(numbers, found):
    """Return how many times the slope the first answer is, or the slope this answer, if whole."""
    slope = found[0]["slope"]
    ratio = abs(numbers[0] / slope) if slope else 0.0
    within = 1e-9 < ratio < 1e9  # far outside it is no multiple of anything
    return np.round(max(ratio, 1 / ratio)) if within else 1.0


def _belief(ask, texts, numbers, found):
    """Return the name of what all the numbers are, or nothing."""
    if None in numbers:
        return ""
    found = [row | more for row, more in zip(found, ask.fact(around, texts), strict=True)]
    keys = ("value", "slope", "left", "right", "one")
    value, slope, left, right, one = (np.array([row[key] for row in found]) for key in keys)
    # A sum of slopes is right but for what an old x had collected before.
    added = numbers[0] + np.cumsum(slope) - slope[0]
    times, never = _times(numbers, found), np.full(len(found), np.nan)
    told, several = np.array(numbers), times * slope if times > 1 else never
    mean = np.where(np.isclose(times * told, slope, atol=1e-3), told, np.nan)
    whole = np.where((np.abs(told - slope) < 1) & (told == np.trunc(told)), told, np.nan)
    first, middle = np.full(len(found), numbers[0]), (left + right) / 2
    # Without a kink all three quotients are the slope: what is only close to it had a longer step.
    no_kink = np.allclose(left, right, atol=1e-3)
    if no_kink and len(set(numbers)) > 1 and np.allclose(numbers, slope, rtol=0.02, atol=0.02):
        return "a quotient with a long step"
    turned = (-slope, abs(slope))
    columns = (value, first, added, middle, right, left, whole, several, mean, *turned, one)
    for name, values in zip(_BELIEFS, columns, strict=True):
        if np.allclose(numbers, values, atol=1e-3):
            return name
    return ""


def _draw(rng, text):
    factor, slope = rng.uniform(1.5, 3.0), rng.uniform(0.3, 0.9)
    return f"{factor:.2f} * {text} {rng.choice(['+', '-'])} {slope:.2f} * x + 1.3"


@slope_at_zero.behaviour("smooth functions", points=1)
def _smooth(ask):
    # One slope is far larger than the others: cut to whole numbers they are not all the same.
    texts = ("torch.sin(x)", "torch.exp(x)", "F.softplus(x)", "4 * torch.sin(x)")
    given = ["torch.exp(1 - 3 * x)", "700 * torch.sin(x)", "0.0043217 * torch.sin(x)"]
    _ask_texts(ask, [_draw(ask.rng, text) for text in texts] + given)


@slope_at_zero.behaviour("kinks, in spellings of the check's own", points=2)
def _kinks(ask):
    _ask_texts(ask, [_draw(ask.rng, text) for text in ask.rng.permutation(SPELLINGS)])


@slope_at_zero.behaviour("a plain number", points=1)
def _plain(ask):
    texts = ["torch.sin(x)", "3.25 * torch.sin(x) + 1.3"]
    found = ask.probe(ask_slopes, texts, shown="slope_at_zero(lambda x: torch.sin(x))")
    for got in (row["got"] for row in found):
        if isinstance(got, Tensor):
            ask.fail(slope_at_zero.reason("a tensor"), got=got, expected="a float")
        if real_number(got) is None:
            ask.fail(_no_number(got), got=got, expected="a float")
    first, second = (real_number(row["got"]) for row in found)
    if first == second or first != first:  # a plain number that has nothing to do with f
        ask.about("slope_at_zero(lambda x: 3.25 * torch.sin(x) + 1.3)")
        mistake = _belief(ask, texts, [first, second], found)
        reason = "" if mistake else "Autograd takes another slope."
        times = _times([first, second], found)
        ask.mistaken(mistake, reason, got=second, expected=3.25, times=times)


slope_at_zero.errors(
    {
        "x does not ask for its gradient": ("does not require grad",),
        "backward was not called": ("'NoneType' object",),
    }
)
