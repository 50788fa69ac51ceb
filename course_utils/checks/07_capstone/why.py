"""What may be said."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table

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

why.table = Table(
    {claim: verdict for claim, (verdict, _) in CLAIMS.items()},
    "one of 'supported', 'refuted' and 'not measured'",
    says={claim: reason for claim, (_, reason) in CLAIMS.items()},
    words=VERDICTS,
)

for _name, _claim, _task in (
    ("dead units", "dead units are the reason", "and that is why the net does not learn"),
    ("Leaky ReLU", "leaky learns", "with Leaky ReLU, all else equal, it learns"),
    ("a lower rate", "a lower rate learns", "with a tenth of the rate and as many passes"),
    ("noise", "noise gives the same counts", "the same share of deep units is dead"),
    ("He's start", "he learns", "with He's weights and zero biases, all else equal"),
    (
        "beyond what was measured",
        "skips beat batch norm",
        "for images in general, skip connections are the better repair",
    ),
):
    why.marks(Rows(_name, 1, (_claim,), 6, _task))

why.mistakes(
    *(
        (name, {claim: told}, CLAIMS[claim][1])
        for name, claim, told in (
            ("dead units blamed", "dead units are the reason", "supported"),
            ("Leaky heals everything", "leaky learns", "supported"),
            ("a lower rate heals everything", "a lower rate learns", "supported"),
            ("counts taken for knowledge of the data", "noise gives the same counts", "refuted"),
            ("initialisation does not matter", "he learns", "refuted"),
            ("one task taken for all", "skips beat batch norm", "supported"),
            ("one task taken for all", "skips beat batch norm", "refuted"),
        )
    ),
    (
        "measured, and called not measured",
        {claim: "not measured" for claim, (verdict, _) in CLAIMS.items() if verdict != VERDICTS[2]},
        "This was measured, here or in the lesson.",
    ),
)
