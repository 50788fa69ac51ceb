"""Three GELUs: how far apart, and where."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import scipy  # its parts are loaded where they are used

from ...grading import Cases, Exercise, Match, Unreadable
from ...grading.reading import items_of, real_number
from ._tools import exact, sigmoid_form, tanh_form

_FORMS = {"tanh": tanh_form, "sigmoid": sigmoid_form}


def _largest(error, x):
    place = int(np.argmax(error))
    return float(error[place]), float(x[place])


def _report(x, forms=_FORMS, exact=exact, measure=lambda a, b: abs(a - b)):
    return {name: _largest(measure(form(x), exact(x)), x) for name, form in forms.items()}


def _read(got):
    """Return the answer as a dictionary of pairs of numbers."""
    pairs = {}
    for form in _FORMS:
        entry = got.get(form) if isinstance(got, dict) else None
        pair = [real_number(item) for item in items_of(entry) or (None,)]
        if len(pair) != 2 or None in pair:
            raise Unreadable(
                f"A dictionary is asked for, with a tuple of two numbers for {form!r}.",
                "{'tanh': (largest, where), 'sigmoid': (largest, where)}",
            )
        pairs[form] = tuple(pair)
    return pairs


gelu_forms = Exercise.of(
    __file__,
    forbids=("activations", "gelu"),
    oracle=_report,
    tidy=_read,
    match=Match(rtol=1e-4, atol=1e-12),
)


def _grids(rng):
    # The errors are even functions of x: on a grid of both signs the place would be a tie.
    # The first does not reach the largest errors of all x: who knows those by heart shows there.
    short = float(np.round(rng.uniform(0.8, 1.2), 2))
    grids = np.linspace(-6, -3, 301), np.linspace(0, short, 301), np.linspace(0, 6, 601)
    return [(x,) for x in (*grids, np.array([-1.5]))]


def _largest_of(form):
    return lambda got, x: {f"the largest error of the {form} form": got[form][0]}


def _places(got, x):
    """Return the places; one where the error is as large as the largest is as good."""
    places = {}
    for form, (largest, peak) in _report(x).items():
        where = got[form][1]
        there = abs(_FORMS[form](where) - exact(where))
        found = np.isclose(x, where).any() and abs(there - largest) < 1e-9 + 1e-6 * largest
        places[f"the x of the {form} form's largest error"] = peak if found else where
    return places


gelu_forms.marks(
    Cases("the tanh form: how far off", 2, _grids, view=_largest_of("tanh")),
    Cases("the sigmoid form: how far off", 1, _grids, view=_largest_of("sigmoid")),
    Cases("where", 2, _grids, view=_places),
)


def _index(x):
    found = _report(x)
    return {name: (error, int(np.argmin(abs(x - at)))) for name, (error, at) in found.items()}


def _relative(x):
    with np.errstate(all="ignore"):
        return _report(x, measure=lambda a, b: np.where(b == 0, 0, abs(a - b) / abs(b)))


def _other_tanh(inner):
    """Return the report with another tanh form: ½t (1 + tanh(inner(t)))."""
    return lambda x: _report(x, {**_FORMS, "tanh": lambda t: 0.5 * t * (1 + np.tanh(inner(t)))})


_ROOT = math.sqrt(2 / math.pi)
_GATES = {
    "tanh": lambda t: 0.5 * (1 + np.tanh(_ROOT * (t + 0.044715 * t**3))),
    "sigmoid": lambda t: scipy.special.expit(1.702 * t),
}


def _at_one(leading, x):
    """Look at both forms where the leading one errs most."""
    errors = {name: abs(form(x) - exact(x)) for name, form in _FORMS.items()}
    place = int(np.argmax(errors[leading]))
    return {name: (float(error[place]), float(x[place])) for name, error in errors.items()}


def _one_place(leading, x):
    """Return the right errors, and the place of the leading form's for both."""
    found = _report(x)
    return {name: (error, found[leading][1]) for name, (error, _) in found.items()}


gelu_forms.mistakes(
    {
        "the two forms exchanged": lambda x: dict(
            zip(("sigmoid", "tanh"), _report(x).values(), strict=True)
        ),
        "tanh is the definition": lambda x: _report(x, exact=tanh_form),
        "with a sign": lambda x: _report(x, measure=lambda a, b: a - b),
        "with a sign, turned round": lambda x: _report(x, measure=lambda a, b: b - a),
        "the index for the place": _index,
        "the bracket of the tanh form": _other_tanh(lambda t: _ROOT * t + 0.044715 * t**3),
        "relative errors": _relative,
        "1.702 left out": lambda x: _report(
            x, {"tanh": tanh_form, "sigmoid": lambda t: t * scipy.special.expit(t)}
        ),
        "1.7 for 1.702": lambda x: _report(
            x, {"tanh": tanh_form, "sigmoid": lambda t: t * scipy.special.expit(1.7 * t)}
        ),
        "squared errors": lambda x: _report(x, measure=lambda a, b: (a - b) ** 2),
        "the cubic term left out": _other_tanh(lambda t: _ROOT * t),
        "0.044715 cubed with x": _other_tanh(lambda t: _ROOT * (t + (0.044715 * t) ** 3)),
        "the sigmoid form against the tanh form": lambda x: {
            **_report(x),
            "sigmoid": _report(x, exact=tanh_form)["sigmoid"],
        },
        "the root of 2, not of 2/π": _other_tanh(
            lambda t: math.sqrt(2) / math.pi * (t + 0.044715 * t**3)
        ),
        "2/π without its root": _other_tanh(lambda t: 2 / math.pi * (t + 0.044715 * t**3)),
        "the place of the other form": [partial(_at_one, form) for form in _FORMS],
        "one place for both": [partial(_one_place, form) for form in _FORMS],
        "the mean for the largest": lambda x: {
            name: (float(np.mean(abs(form(x) - exact(x)))), _report(x)[name][1])
            for name, form in _FORMS.items()
        },
        "the cube of the whole bracket": _other_tanh(lambda t: _ROOT * (t + 0.044715 * t) ** 3),
        "the place first": lambda x: {name: pair[::-1] for name, pair in _report(x).items()},
        "one form against the other": lambda x: _report(
            x, dict.fromkeys(_FORMS, tanh_form), exact=sigmoid_form
        ),
        "the gates, without x": lambda x: _report(x, _GATES, exact=scipy.special.ndtr),
    }
)


def _known(got):
    whole = {"tanh": (0.000473, 2.70), "sigmoid": (0.02034, 2.27)}
    return all(  # what was worked out has more than four digits
        abs(got[form][0] / largest - 1) < 0.03
        and abs(abs(got[form][1]) - place) < 0.05
        and got[form][0] == float(f"{got[form][0]:.4g}")
        for form, (largest, place) in whole.items()
    )


def _elsewhere(got, x):
    """Tell whether both errors are right at their places, and the places are no entries of x."""
    return all(
        not np.isclose(x, where, rtol=0, atol=1e-9).any()
        and abs(abs(_FORMS[form](where) - exact(where)) / largest - 1) < 1e-6
        for form, (largest, where) in got.items()
    )


gelu_forms.symptoms({"numbers by heart": _known, "places that are not in x": _elsewhere})
