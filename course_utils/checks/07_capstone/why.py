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

why.marks(
    Rows("dead units", 1, ("dead units are the reason",)),
    Rows("Leaky ReLU", 1, ("leaky learns",)),
    Rows("a lower rate", 1, ("a lower rate learns",)),
    Rows("noise", 1, ("noise gives the same counts",)),
    Rows("He's start", 1, ("he learns",)),
    Rows("beyond what was measured", 1, ("skips beat batch norm",)),
)

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
