"""Claims of the lesson on framework code."""

from __future__ import annotations

from .choices import layers, values
from .record import Comparison

LESSON = "framework_code"
FIRST_WEIGHTS = {"nn.Linear's": {"scheme": "pytorch"}, "He's": {"scheme": "he"}}
SHAPES = layers((1, 32), (2, 32))

CLAIMS = (
    Comparison(
        "zero_start", LESSON,
        "Nets with layers that start at exactly 0 learn more with torch.maximum than torch.relu.",
        "zero_start", {"seeds": 20},
        {"layers that start at 0": values("layers_at_zero", "first", "last", "all"),
         "optimiser": {"SGD 0.5": {"rate": 0.5},
                       "momentum 0.05": {"optimiser": "momentum", "rate": 0.05},
                       "Adam 0.003": {"optimiser": "adam", "rate": 0.003}},
         "hidden layers": SHAPES, "other layers' weights": FIRST_WEIGHTS},
        lambda r: 100 * (r.accuracy[1] - r.accuracy[0]), "points of accuracy",
    ),
    Comparison(
        "relu_loses_digits", LESSON,
        "With a ReLU on the logits more nets lose a digit than without.",
        # Lost or not is one bit a net: twice the usual number of them.
        "relu_on_logits", {"seeds": 40},
        {"passes": values("epochs", 5, 20, 50),
         "optimiser": {"SGD 0.1": {"rate": 0.1},
                       "momentum 0.02": {"optimiser": "momentum", "rate": 0.02},
                       "Adam 0.003": {"optimiser": "adam", "rate": 0.003}},
         "hidden layers": SHAPES, "first weights": FIRST_WEIGHTS},
        lambda r: r.lost[1].astype(float) - r.lost[0], "share of nets",
    ),
)  # fmt: skip
