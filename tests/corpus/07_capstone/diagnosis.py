import numpy as np

from course_utils import capstone
from course_utils.networks import MLP, cross_entropy, unit_shares


def measure(net, x, y):
    trace = net.forward(x)
    hidden = trace.sums[:-1]
    shares = unit_shares(hidden)
    d = cross_entropy(trace.outputs, y)[1]
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": np.array([np.sqrt(z.var(0).mean()) for z in hidden]),
        "gradient": np.array([np.linalg.norm(dW) for dW in net.backward(trace, d).weights]),
    }


digits = capstone.given()
CAUSES = {"small weights", "depth"}

# %% right: what the instruments say, and two causes
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": CAUSES}

# %% right: as lists
found = measure(capstone.failing_net(), digits.x, digits.y)
diagnosis = {key: [float(v) for v in values] for key, values in found.items()}
diagnosis["causes"] = ["depth", "small weights"]

# %% right: rounded to two digits, typed in
found = measure(capstone.failing_net(), digits.x, digits.y)
diagnosis = {key: [float(f"{v:.1e}") for v in values] for key, values in found.items()}
diagnosis["causes"] = ("small weights", "depth")

# %% wrong: a net of another seed
# expects: another net
# earns: 4
diagnosis = {**measure(capstone.failing_net(3), digits.x, digits.y), "causes": CAUSES}

# %% wrong: the first batch
# expects: one batch only
diagnosis = {**measure(capstone.failing_net(), digits.x[:64], digits.y[:64]), "causes": CAUSES}

# %% wrong: invented numbers
# expects: not measured on this net
# earns: 4
diagnosis = {
    "dead": [0.5] * 24,
    "always_on": [0.5] * 24,
    "spread": [0.4**i for i in range(1, 25)],
    "gradient": [0.4 ** (25 - i) for i in range(25)],
    "causes": CAUSES,
}

# %% wrong: zeros for dead, sum for mean
# expects: share of zeros
net = capstone.failing_net()
diagnosis = {
    **measure(net, digits.x, digits.y),
    "dead": unit_shares(net.forward(digits.x).sums[:-1]).zeros,
    "causes": CAUSES,
}

# %% wrong: the gradient of the summed loss
# expects: sum for mean
# earns: 8
found = measure(capstone.failing_net(), digits.x, digits.y)
diagnosis = {**found, "gradient": 1000 * found["gradient"], "causes": CAUSES}

# %% wrong: everything from the last layer on
# expects: from the last layer
found = measure(capstone.failing_net(), digits.x, digits.y)
diagnosis = {**{key: v[::-1] for key, v in found.items()}, "causes": CAUSES}

# %% wrong: noise instead of digits
# expects: right in the deep layers alone
net = capstone.failing_net()
noise = np.random.default_rng(1).normal(size=(1000, 64))
diagnosis = {**measure(net, noise, digits.y), "causes": CAUSES}

# %% wrong: He's net is diagnosed
# expects: the repaired net
he = MLP.create((64, *[20] * 24, 10), np.random.default_rng(0), scheme="he")
diagnosis = {**measure(he, digits.x, digits.y), "causes": CAUSES}

# %% wrong: spread in float32
# expects: measured in float32
# earns: 8
net = capstone.failing_net()
h, spread = digits.x.astype(np.float32), []
for W, b in zip(net.weights[:-1], net.biases[:-1]):
    z = h @ W.astype(np.float32) + b.astype(np.float32)
    spread.append(float(np.sqrt(z.var(0).mean())))
    h = np.maximum(z, 0)
diagnosis = {**measure(net, digits.x, digits.y), "spread": spread, "causes": CAUSES}

# %% wrong: dead units blamed
# expects: blames dead units
# earns: 6
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": {"dead units"}}

# %% wrong: dead units blamed besides the rest
# expects: blames dead units
# earns: 8
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": CAUSES | {"dead units"},
}

# %% wrong: only the weights
# expects: a cause is missing
# earns: 8
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights"}}

# %% wrong: the biases, since they decide the signs
# expects: blames biases
# earns: 8
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": CAUSES | {"biases"}}

# %% wrong: the rate
# expects: blames high rate
# earns: 6
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": {"high rate", "bad luck"},
}

# %% wrong: only bad luck
# expects: blames bad luck
# earns: 6
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": {"bad luck"}}

# %% wrong: too few of everything
# expects: blames few units
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": {"few units", "few digits", "depth"},
}

# %% wrong: more data
# expects: blames few digits
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": ["few digits", "small weights"],
}

# %% wrong: everything is named
# expects: blames dead units
# earns: 8
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": CAUSES
    | {"dead units", "biases", "high rate", "few units", "few digits", "bad luck"},
}

# %% wrong: in words of one's own
# expects: name some of the causes in the task
# earns: 6
diagnosis = {
    **measure(capstone.failing_net(), digits.x, digits.y),
    "causes": {"vanishing gradient"},
}

# %% wrong: one number for all layers
# expects: one number for each
# earns: 4
diagnosis = {"dead": 0.5, "always_on": 0.5, "spread": 1e-10, "gradient": 1e-10, "causes": CAUSES}

# %% wrong: variance for spread
# expects: variance for spread
diagnosis = {**capstone.instruments(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights", "depth"}}
diagnosis["spread"] = [s**2 for s in diagnosis["spread"]]

# %% wrong: size for spread
# expects: size for spread
diagnosis = {**capstone.instruments(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights", "depth"}}
diagnosis["spread"] = [np.sqrt((z**2).mean()) for z in capstone.failing_net().forward(digits.x).sums[:-1]]

# %% wrong: squared norm
# expects: squared norm
diagnosis = {**capstone.instruments(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights", "depth"}}
diagnosis["gradient"] = [g**2 for g in diagnosis["gradient"]]

# %% wrong: a number, not a share
# expects: a number, not a share
diagnosis = {**capstone.instruments(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights", "depth"}}
diagnosis["dead"] = [20 * s for s in diagnosis["dead"]]

# %% wrong: dead and always on exchanged
# expects: dead and always on exchanged
diagnosis = {**capstone.instruments(capstone.failing_net(), digits.x, digits.y), "causes": {"small weights", "depth"}}
diagnosis["dead"], diagnosis["always_on"] = diagnosis["always_on"], diagnosis["dead"]

# %% wrong: other noise instead of digits
# expects: right in the deep layers alone
noise = np.random.default_rng(0).normal(size=digits.x.shape)
diagnosis = {**measure(capstone.failing_net(), noise, digits.y), "causes": CAUSES}

# %% wrong: four hundred digits
# expects: right in the deep layers alone
diagnosis = {**measure(capstone.failing_net(), digits.x[:400], digits.y[:400]), "causes": CAUSES}

# %% wrong: the variance as a difference of mean squares
# expects: of a variance taken
# earns: 8
net = capstone.failing_net()
sums = net.forward(digits.x).sums[:-1]
spread = [np.sqrt(abs((z**2).mean(0) - z.mean(0) ** 2).mean()) for z in sums]
diagnosis = {**measure(net, digits.x, digits.y), "spread": spread, "causes": CAUSES}

# %% wrong: depth is not named
# expects: How often that factor is applied is a cause as well
# earns: 8
diagnosis = {**measure(capstone.failing_net(), digits.x, digits.y), "causes": ["small weights"]}

# %% wrong: six decimals
# expects: rounded to 0
# earns: 6
found = measure(capstone.failing_net(), digits.x, digits.y)
diagnosis = {key: np.round(values, 6) for key, values in found.items()}
diagnosis["causes"] = CAUSES
