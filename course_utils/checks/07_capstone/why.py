"""What may be said."""

from __future__ import annotations

from ...grading import Exercise

LOOK = 6
VERDICTS = ("supported", "refuted", "not measured")

why = Exercise(
    "capstone.why",
    title="What may be said",
    minutes=10,
    difficulty="medium",
    hints=(
        "For each claim ask which run would show that it is wrong. Was that run made, by you or in "
        "the lesson, and how did it end? If there was none, the verdict is written down already.",
        "Three of the claims stand in the table of section 1. Noise you can feed to the net "
        "yourself: `instruments` on `rng.normal(size=(1000, 64))`. He's start is one word in "
        "`MLP.create`.",
        "Two are supported: the one about noise and the one about He. One was not measured by "
        "anybody here: it speaks of all tasks.",
    ),
    covers=("A10", "A19", "A21", "A22"),
)

# claim -> verdict, and what speaks for it
CLAIMS = {
    "dead units are the reason": (
        "refuted",
        "Nets with He's start have dead units in their deep layers, too (three to four in ten of "
        "layer 24, as drawn), and they learn. And with Leaky ReLU, where every unit passes a "
        "gradient, the net learns as little as before.",
    ),
    "leaky learns": (
        "refuted",
        "Leaky ReLU with the same start stays at guessing in 20 of 20 nets: its slope is 1 or "
        "0.01, and the weights still shrink the signal in every layer.",
    ),
    "a lower rate learns": (
        "refuted",
        "A tenth of the rate, with as many passes, stays at guessing in 20 of 20 nets. A gradient "
        "of 1e-10 lies a hundred times below Adam's epsilon: the steps are too small already.",
    ),
    "noise gives the same counts": (
        "supported",
        "Feed 1000 rows of noise: in the deep layers the same units are dead and the same always "
        "on. The counts say what the biases are, and nothing about digits.",
    ),
    "he learns": (
        "supported",
        "With He's weights and zero biases the same net, trained in the same way, gets more than "
        "half of the given digits right in 5 of 5 seeds.",
    ),
    "skips beat batch norm": (
        "not measured",
        "Two repairs on a thousand digits of 8 by 8 pixels say nothing about images in general. "
        "The claim may be right; nothing you ran could have shown it wrong.",
    ),
}

_NAMES = {
    ("dead units are the reason", "supported"): "dead units blamed",
    ("leaky learns", "supported"): "Leaky heals everything",
    ("a lower rate learns", "supported"): "a lower rate heals everything",
    ("noise gives the same counts", "refuted"): "counts taken for knowledge of the data",
    ("he learns", "refuted"): "initialisation does not matter",
    ("skips beat batch norm", "supported"): "one task taken for all",
    ("skips beat batch norm", "refuted"): "one task taken for all",
}


def _claim(ask, claim):
    table = ask.value()
    if not isinstance(table, dict) or not set(CLAIMS) <= set(table):
        ask.fail("Keep the six keys of the starter.", got=table, expected=", ".join(CLAIMS))
    told, (wanted, reason) = table[claim], CLAIMS[claim]
    if told not in VERDICTS:
        ask.fail(f"{claim!r}: this is not one of the three verdicts.", got=told,
                 expected="'supported', 'refuted' or 'not measured'")  # fmt: skip
    if told == wanted:
        return
    name = _NAMES.get((claim, told), "measured, and called not measured")
    ask.fail(f"{claim!r}: {reason}", got=told, expected="another verdict", mistake=name)


@why.behaviour("dead units", points=1, look=LOOK)
def _dead(ask):
    _claim(ask, "dead units are the reason")


@why.behaviour("Leaky ReLU", points=1, look=LOOK)
def _leaky(ask):
    _claim(ask, "leaky learns")


@why.behaviour("a lower rate", points=1, look=LOOK)
def _rate(ask):
    _claim(ask, "a lower rate learns")


@why.behaviour("noise", points=1, look=LOOK)
def _noise(ask):
    _claim(ask, "noise gives the same counts")


@why.behaviour("He's start", points=1, look=LOOK)
def _he(ask):
    _claim(ask, "he learns")


@why.behaviour("beyond what was measured", points=1, look=LOOK)
def _beyond(ask):
    _claim(ask, "skips beat batch norm")
