import numpy as np
import torch
from torch import nn

from course_utils import capstone
from course_utils.networks import MLP, Plan, cross_entropy, fit, fit_torch, to_torch, torch_scores

digits = capstone.given()
rng = np.random.default_rng(0)


def parameters(model):
    return sum(p.numel() for p in model.parameters())


def train(model, x, y, rate=2e-3, passes=20):
    fit_torch(model, (x, y), Plan(rate=rate, epochs=passes), rng, optimiser="adam")
    model.eval()
    accuracy, loss = torch_scores(model, digits.x, digits.y)
    return {"net": capstone.describe(model), "parameters": parameters(model), "accuracy": accuracy}

# %% right: He's weights, zero biases
model = to_torch(MLP.create((64, *[20] * 19, 10), rng, scheme="he"))
repair = train(model, digits.x, digits.y, passes=40)

# %% right: skip connections, first weights as drawn by default
layers = list(to_torch(capstone.failing_net()))
parts = layers[:2]
for at in range(2, 48, 2):
    parts.append(capstone.skip(nn.Sequential(*layers[at : at + 2])))
model = nn.Sequential(*parts, layers[48])
repair = train(model, digits.x, digits.y, passes=15)

# %% right: batch norm
parts = []
for module in to_torch(MLP.create((64, *[20] * 19, 10), rng, scheme="pytorch")):
    parts.append(module)
    if isinstance(module, nn.Linear):
        parts.append(nn.BatchNorm1d(module.out_features))
model = nn.Sequential(*parts[:-1])
repair = train(model, digits.x, digits.y, rate=5e-3, passes=40)

# %% right: SELU with variance 1/n
model = to_torch(MLP.create((64, *[20] * 20, 10), rng, activation="selu", scheme="lecun"))
repair = train(model, digits.x, digits.y, passes=25)

# %% right: orthogonal weights with gain √2
model = to_torch(MLP.create((64, *[20] * 19, 10), rng))
for module in model:
    if isinstance(module, nn.Linear):
        q = np.linalg.qr(rng.normal(size=(64, 64)))[0][: module.out_features, : module.in_features]
        if module.in_features == 20:
            q = np.linalg.qr(rng.normal(size=(20, 20)))[0][: module.out_features]
        with torch.no_grad():
            module.weight.copy_(torch.tensor(np.sqrt(2) * q))
repair = train(model, digits.x, digits.y, passes=40)

# %% right: skip connections in NumPy, written as a record by hand
sizes = (64, *[20] * 19, 10)
W = [rng.normal(0, np.sqrt(1 / n), (n, m)) for n, m in zip(sizes[:-1], sizes[1:])]
W = [W[0], *[0.3 * w for w in W[1:-1]], W[-1]]
b = [np.zeros(w.shape[1]) for w in W]
moments = [[np.zeros_like(p), np.zeros_like(p)] for p in W + b]
step = 0
for _ in range(30):
    order = rng.permutation(1000)
    for rows in order[:960].reshape(-1, 64):
        h, inputs, gates = digits.x[rows], [], []
        for layer in range(20):
            inputs.append(h)
            z = h @ W[layer] + b[layer]
            gates.append(z > 0)
            h = z if layer == 19 else np.maximum(z, 0) + (h if layer else 0)
        d, dW, db = cross_entropy(h, digits.y[rows])[1], [0] * 20, [0] * 20
        for layer in reversed(range(20)):
            dz = d if layer == 19 else d * gates[layer]
            dW[layer], db[layer] = inputs[layer].T @ dz, dz.sum(0)
            d = dz @ W[layer].T + (d if 0 < layer < 19 else 0)
        step += 1
        for p, g, m in zip(W + b, dW + db, moments):
            m[0] += 0.1 * (g - m[0])
            m[1] += 0.001 * (g**2 - m[1])
            mean, square = m[0] / (1 - 0.9**step), m[1] / (1 - 0.999**step)
            p -= 2e-3 * mean / (np.sqrt(square) + 1e-8)
net = [
    {"W": W[i], "b": b[i], "activation": "relu" if i < 19 else "identity", "skip": 0 < i < 19}
    for i in range(20)
]
layers = capstone.read(net)
right = capstone.run(layers, digits.x).outputs.argmax(1) == digits.y
repair = {"net": net, "parameters": sum(p.size for p in W + b), "accuracy": right.mean()}

# %% right: Leaky ReLU with the gain that belongs to it
model = to_torch(MLP.create((64, *[20] * 19, 10), rng, activation="leaky_relu", scheme="he"))
repair = train(model, digits.x, digits.y, passes=40)

# %% wrong: the failing net, trained at a lower rate
# expects: the start is not mended
# earns: 0
model = to_torch(capstone.failing_net())
repair = train(model, digits.x, digits.y, rate=3e-4)

# %% wrong: Leaky ReLU alone
# expects: another activation, the same start
# earns: 0
net = capstone.failing_net()
model = to_torch(MLP(net.weights, net.biases, "leaky_relu"))
repair = train(model, digits.x, digits.y)

# %% wrong: a shallow net
# expects: layers dropped
# earns: 17
model = to_torch(MLP.create((64, 64, 10), rng))
repair = train(model, digits.x, digits.y)

# %% wrong: a shallow net behind layers that do nothing
# expects: layers that do nothing
# earns: 17
model = to_torch(MLP.create((64, 20, 20, 10), rng))
repair = train(model, digits.x, digits.y, passes=30)
idle = {"W": np.eye(20), "b": np.zeros(20), "activation": "relu"}
repair["net"][2:2] = [idle] * 17
repair["parameters"] += 17 * 420

# %% wrong: layers of width 40
# expects: the budget is 12,500
# earns: 18
layers = list(to_torch(MLP.create((64, *[40] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
model = nn.Sequential(*layers[:2], *skips, layers[40])
repair = train(model, digits.x, digits.y, passes=12)

# %% wrong: trained on all 1797 digits
# expects: trained on what was held back
# earns: 18
there = capstone.held_back()
x, y = np.concatenate([digits.x, there.x]), np.concatenate([digits.y, there.y])
layers = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
model = nn.Sequential(*layers[:2], *skips, layers[40])
repair = train(model, x, y, passes=25)

# %% wrong: sixty digits by heart
# expects: a few learned by heart
layers = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
model = nn.Sequential(*layers[:2], *skips, layers[40])
repair = train(model, digits.x[:60], digits.y[:60], rate=5e-3, passes=150)

# %% wrong: stopped after two passes
# expects: hardly trained
# earns: 0
model = to_torch(MLP.create((64, *[20] * 20, 10), rng))
repair = train(model, digits.x, digits.y, rate=1e-4, passes=2)

# %% wrong: an accuracy that was not measured
# expects: a number that was not measured
# earns: 18
layers = list(to_torch(capstone.failing_net()))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 48, 2)]
repair = train(nn.Sequential(*layers[:2], *skips, layers[48]), digits.x, digits.y, passes=15)
repair["accuracy"] = 0.9

# %% wrong: accuracy in percent
# expects: percent, not a share
# earns: 18
layers = list(to_torch(capstone.failing_net()))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 48, 2)]
repair = train(nn.Sequential(*layers[:2], *skips, layers[48]), digits.x, digits.y, passes=15)
repair["accuracy"] *= 100

# %% wrong: the number of digits
# expects: a number of digits, not a share
# earns: 18
layers = list(to_torch(capstone.failing_net()))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 48, 2)]
repair = train(nn.Sequential(*layers[:2], *skips, layers[48]), digits.x, digits.y, passes=15)
repair["accuracy"] = round(1000 * repair["accuracy"])

# %% wrong: weights as torch keeps them
# expects: torch keeps W transposed
# earns: 0
model = to_torch(MLP.create((64, *[20] * 20, 10), rng))
net = [
    {"W": m.weight.detach().numpy(), "b": m.bias.detach().numpy(), "activation": "relu"}
    for m in model
    if isinstance(m, nn.Linear)
]
repair = {"net": net, "parameters": 9490, "accuracy": 0.97}

# %% wrong: the model itself
# expects: not a record of a net
# earns: 0
model = to_torch(MLP.create((64, *[20] * 20, 10), rng))
repair = {"net": model, "parameters": 9490, "accuracy": 0.97}

# %% wrong: weights that blew up
# expects: blown up
# earns: 0
net = MLP.create((64, *[20] * 20, 10), rng)
record = capstone.describe(net)
for layer in record:
    layer["W"] = layer["W"] * 1e20
repair = {"net": record, "parameters": 9490, "accuracy": 0.97}

# %% wrong: trained on pixels from 0 to 1
# expects: scaled in another way
parts = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*parts[at : at + 2])) for at in range(2, 40, 2)]
pixels = capstone.to_pixels(digits.x).reshape(-1, 64) / 16
repair = train(nn.Sequential(*parts[:2], *skips, parts[40]), pixels, digits.y, passes=20)

# %% wrong: batch norm, measured before model.eval()
# expects: a number that was not measured
parts = []
for module in to_torch(MLP.create((64, *[20] * 19, 10), rng, scheme="pytorch")):
    parts.append(module)
    if isinstance(module, nn.Linear):
        parts.append(nn.BatchNorm1d(module.out_features))
model = nn.Sequential(*parts[:-1])
plan = Plan(rate=5e-3, epochs=20)
fit_torch(model, (digits.x, digits.y), plan, rng, optimiser="adam")
before = torch_scores(model, digits.x[:64], digits.y[:64])[0]
repair = {"net": capstone.describe(model), "parameters": parameters(model), "accuracy": before}

# %% wrong: trained on the held-back digits alone
# expects: trained on what was held back
there = capstone.held_back()
layers = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
x, y = there.x.copy(), there.y.copy()
repair = train(nn.Sequential(*layers[:2], *skips, layers[40]), x, y, passes=25)

# %% wrong: a shallow net, and units beside it that bend for nobody
# expects: bends that nobody reads
# earns: 17
model = to_torch(MLP.create((64, 20, 20, 10), rng))
repair = train(model, digits.x, digits.y, passes=30)
first, second, last = repair["net"]
wide = {
    "W": np.hstack([second["W"], 3 * second["W"][:, :2]]),
    "b": np.append(second["b"], [0.0, 0.0]),
    "activation": "relu",
}
end = {"W": np.vstack([last["W"], np.zeros((2, 10))]), "b": last["b"]}
net = [first, wide]
for _ in range(17):
    W, b = np.eye(22), np.zeros(22)
    W[:20, 20:], W[20:, 20:] = 3 * rng.normal(size=(20, 2)), 0
    signal = capstone.run(capstone.read([*net, end]), digits.x).signals[-2]
    b[20:] = -(signal @ W)[:, 20:].mean(0)
    net.append({"W": W, "b": b, "activation": "relu"})
count = capstone.count_parameters(capstone.read([*net, end]))
repair = {"net": [*net, end], "parameters": count, "accuracy": repair["accuracy"]}

# %% wrong: a shallow net behind layers that cut off a tenth
# expects: bends that nobody reads
# earns: 17
model = to_torch(MLP.create((64, 20, 20, 10), rng))
repair = train(model, digits.x, digits.y, passes=30)
idle = {"W": np.eye(20), "b": np.full(20, -0.1), "activation": "relu"}
net = [*repair["net"][:2], *[idle] * 17, repair["net"][2]]
layers = capstone.read(net)
right = capstone.run(layers, digits.x).outputs.argmax(1) == digits.y
repair = {"net": net, "parameters": capstone.count_parameters(layers), "accuracy": right.mean()}

# %% wrong: trained on moved copies of the held-back digits
# expects: trained on what was held back
there = capstone.held_back()
moved = [capstone.fresh_versions(there.x, rng) for _ in range(3)]
x, y = np.concatenate([digits.x, *moved]), np.concatenate([digits.y, *[there.y] * 3])
layers = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
repair = train(nn.Sequential(*layers[:2], *skips, layers[40]), x, y, passes=12)

# %% wrong: one number that is infinite
# expects: finite numbers
# earns: 0
net = capstone.describe(MLP.create((64, *[20] * 20, 10), rng))
net[3]["W"][0, 0] = np.inf
repair = {"net": net, "parameters": 9490, "accuracy": 0.97}

# %% wrong: layers behind the class scores
# expects: does not give class scores
# earns: 0
net = capstone.describe(MLP.create((64, 20, 20, 10), rng))
more = {"W": np.eye(10), "b": np.zeros(10), "activation": "relu"}
repair = {"net": [*net, *[more] * 17], "parameters": 3800, "accuracy": 0.97}

# %% wrong: the untrained original described
# expects: another net described
# earns: 0
net = MLP.create((64, *[20] * 20, 10), np.random.default_rng(1), scheme="he")
model = to_torch(net)
fit_torch(model, (digits.x, digits.y), Plan(2e-3, 40), np.random.default_rng(0), optimiser="adam")
repair = {
    "net": capstone.describe(net),
    "parameters": sum(p.numel() for p in model.parameters()),
    "accuracy": torch_scores(model, digits.x, digits.y)[0],
}

# %% wrong: the biases not counted
# expects: weights counted alone
# earns: 18
net = MLP.create((64, *[20] * 20, 10), np.random.default_rng(1), scheme="he")
model = to_torch(net)
fit_torch(model, (digits.x, digits.y), Plan(2e-3, 40), np.random.default_rng(0), optimiser="adam")
repair = {
    "net": capstone.describe(model),
    "parameters": sum(W.size for W in net.weights),
    "accuracy": torch_scores(model, digits.x, digits.y)[0],
}

# %% wrong: PyTorch's own start, no norm and no skip
# expects: does the start keep the spread
# earns: 0
torch.manual_seed(0)
parts, wide = [], 64
for _ in range(19):
    parts += [nn.Linear(wide, 22), nn.ReLU()]
    wide = 22
model = nn.Sequential(*parts, nn.Linear(22, 10))
repair = train(model, digits.x, digits.y, rate=1e-3)

# %% wrong: a rate that kills whole layers
# expects: one output for every digit
# earns: 0
model = to_torch(MLP.create((64, *[20] * 19, 10), rng, scheme="he"))
repair = train(model, digits.x, digits.y, rate=1.0, passes=3)

# %% wrong: the given digits counted as parameters
# expects: another count
# earns: 18
layers = list(to_torch(capstone.failing_net()))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 48, 2)]
model = nn.Sequential(*layers[:2], *skips, layers[48])
repair = train(model, digits.x, digits.y, passes=15)
repair["parameters"] += 1000

# %% wrong: too few passes
# expects: raise that first
# earns: 9
layers = list(to_torch(MLP.create((64, *[20] * 20, 10), rng, scheme="pytorch")))
skips = [capstone.skip(nn.Sequential(*layers[at : at + 2])) for at in range(2, 40, 2)]
model = nn.Sequential(*layers[:2], *skips, layers[40])
repair = train(model, digits.x, digits.y, passes=5)
