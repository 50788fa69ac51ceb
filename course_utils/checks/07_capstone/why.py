"""What may be said."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table

VERDICTS = ("supported", "refuted", "not measured")

why = Exercise.of(__file__)

CLAIMS = {
    "dead units are the reason": "refuted",
    "leaky learns": "refuted",
    "a lower rate learns": "refuted",
    "noise gives the same counts": "supported",
    "he learns": "supported",
    "skips beat batch norm": "not measured",
}

why.table = Table(CLAIMS, "one of 'supported', 'refuted' and 'not measured'", words=VERDICTS)

for _name, _claim, _task in (
    ("dead units", "dead units are the reason", "and that is why the net does not learn"),
    ("Leaky ReLU", "leaky learns", "Leaky ReLU, all else equal"),
    ("a lower rate", "a lower rate learns", "with a tenth of the rate and as many passes"),
    ("noise", "noise gives the same counts", "the same share of deep units is dead"),
    ("He's start", "he learns", "He's weights and zero biases, all else equal"),
    (
        "beyond what was measured",
        "skips beat batch norm",
        "for images in general, skips are the better repair",
    ),
):
    why.marks(Rows(_name, 1, (_claim,)))

why.mistakes(
    {
        "dead units blamed": {"dead units are the reason": "supported"},
        "Leaky heals everything": {"leaky learns": "supported"},
        "a lower rate heals everything": {"a lower rate learns": "supported"},
        "counts taken for knowledge of the data": {"noise gives the same counts": "refuted"},
        "initialisation does not matter": {"he learns": "refuted"},
        "one task taken for all": [
            {"skips beat batch norm": verdict} for verdict in ("supported", "refuted")
        ],
        "measured, and called not measured": {
            claim: "not measured" for claim, verdict in CLAIMS.items() if verdict != "not measured"
        },
    }
)
