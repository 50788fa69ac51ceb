"""How well does the capstone's check tell who trained on the held-back digits?

Ten kinds of repair, three seeds each, trained on the given digits alone and once more on all 1797;
besides, nets trained more briefly, longer, or on moved copies. Printed: how many of the 40
stumbling rows each misses, of the held-back and of the given ones, and how often the check says
that a net has seen the held-back digits.

    python benchmarks/capstone_honest.py        # about four minutes of one core
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from course_utils import capstone, experiments
from course_utils.networks import MLP, Plan, fit_torch, to_torch

if TYPE_CHECKING:
    from torch import nn

# A lesson's folder begins with its number, so it is no name for an import statement.
looks_seen = import_module("course_utils.checks.07_capstone.repair").looks_seen

KINDS = {
    "he": ("relu", "he"), "leaky": ("leaky_relu", "he"), "elu": ("elu", "he"),
    "gelu": ("gelu", "he"), "silu": ("silu", "he"), "tanh": ("tanh", "xavier"),
    "selu": ("selu", "lecun"), "orthogonal": ("relu", "he"), "batch norm": ("relu", "pytorch"),
    "skips": ("relu", "pytorch"),
}  # fmt: skip


def build(kind: str, seed: int) -> nn.Module:
    """Return a fresh net of 20 hidden layers of 20 units."""
    from torch import nn

    rng = np.random.default_rng(seed)
    activation, scheme = KINDS[kind]
    net = MLP.create((64, *[20] * 20, 10), rng, activation=activation, scheme=scheme)
    if kind == "orthogonal":
        net.weights[1:-1] = [2**0.5 * np.linalg.qr(W)[0] for W in net.weights[1:-1]]
    parts = list(to_torch(net))
    if kind == "skips":
        blocks = [capstone.skip(nn.Sequential(*parts[i : i + 2])) for i in range(2, 40, 2)]
        return nn.Sequential(*parts[:2], *blocks, parts[40])
    if kind == "batch norm":
        normed = [nn.Sequential(*parts[i : i + 1], nn.BatchNorm1d(20), parts[i + 1])
                  for i in range(0, 40, 2)]  # fmt: skip
        return nn.Sequential(*normed, parts[40])
    return nn.Sequential(*parts)


def misses(
    kind: str,
    seed: int,
    data: tuple[np.ndarray, np.ndarray],
    *,
    passes: int = 40,
    decay: float = 0.0,
) -> tuple[int, int]:
    """Train one net; return the stumbling rows it misses, of the held-back and of the given."""
    model, rng = build(kind, seed), np.random.default_rng(seed)
    plan = Plan(rate=2e-3, epochs=passes, weight_decay=decay)
    fit_torch(model, data, plan, rng, optimiser="adam")
    model.eval()
    return capstone.stumbles(capstone.read(capstone.describe(model)))


def main() -> None:
    """Train all nets and print the counts and the rates."""
    given, held = capstone.given(), capstone.held_back()
    honest = given.x, given.y
    everything = np.concatenate([given.x, held.x]), np.concatenate([given.y, held.y])
    rng = np.random.default_rng(5)
    copies = [given.x, *(capstone.fresh_versions(given.x, rng) for _ in range(9))]
    moved = np.concatenate(copies), np.tile(given.y, 10)
    counts: dict[str, list] = {"given alone": [], "everything": []}
    for kind in KINDS:
        for name, data in (("given alone", honest), ("everything", everything)):
            found = [misses(kind, seed, data) for seed in range(3)]
            counts[name] += found
            print(f"{kind:<11} {name:<12} misses {found}", flush=True)
    more = [misses(kind, 5, moved, passes=12) for kind in ("skips", "batch norm", "selu")]
    more += [misses(kind, 6, honest, passes=80) for kind in ("skips", "batch norm", "selu")]
    print("moved copies, and 80 passes:", more)
    counts["given alone"] += more
    brief = [misses("skips", seed, everything, passes=10) for seed in range(3)]
    brief += [misses("skips", seed, everything, passes=20, decay=1e-2) for seed in range(3)]
    print("everything, 10 passes, and with weight decay:", brief)
    counts["everything"] += brief
    for name, found in counts.items():
        below = sum(looks_seen(*missed) for missed in found)
        _, low, high = experiments.wilson(below, len(found))
        fewest, most = min(found)[0], max(found)[0]
        print(f"{name}: misses {fewest} to {most} of the held-back ones; said to have seen them: "
              f"{below} of {len(found)} nets (95 % interval {low:.2f} to {high:.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
