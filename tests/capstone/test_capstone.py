"""The capstone: records run as the nets they came from, and the measures mean what they say."""

import numpy as np
import pytest
import torch
from torch import nn

from course_utils import capstone
from course_utils.activations import ACTIVATIONS
from course_utils.capstone import Layer, RecordError
from course_utils.networks import MLP, cross_entropy, fit_torch, to_torch


def outputs_of(model, x):
    model.eval()
    with torch.no_grad():
        return model(torch.tensor(x)).numpy()


@pytest.fixture(scope="module")
def rows():
    return capstone.given().x[:50]


def test_the_parts_of_the_digits_do_not_overlap_and_cannot_be_spoilt():
    given, held = capstone.given(), capstone.held_back()
    assert given.x.shape == (1000, 64) and held.x.shape == (797, 64)
    seen = {row.tobytes() for row in given.x}
    assert not any(row.tobytes() in seen for row in held.x)
    given.x[:] = 0  # a learner's copy
    assert capstone.given().x.any()
    with pytest.raises(ValueError, match="read-only"):
        held.x[:] = 0


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_described_mlp_runs_as_it_did(activation, rows):
    net = MLP.create((64, 9, 7, 10), np.random.default_rng(0), activation=activation)
    layers = capstone.read(capstone.describe(net))
    assert np.allclose(capstone.run(layers, rows).outputs, net.predict(rows))


MODULES = [nn.ReLU(), nn.LeakyReLU(0.2), nn.PReLU(init=0.1), nn.PReLU(8), nn.ELU(0.5), nn.SELU(),
           nn.GELU(), nn.SiLU(), nn.Mish(), nn.Softplus(), nn.ReLU6(), nn.Sigmoid(),
           nn.Tanh()]  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_described_torch_net_runs_as_it_did(module, rows):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        block = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8), nn.Tanh())
        model = nn.Sequential(
            nn.Linear(64, 8), nn.BatchNorm1d(8), module, nn.Dropout(0.3), capstone.skip(block),
            nn.Linear(8, 10, bias=False),
        ).double()  # fmt: skip
        model(torch.tensor(rows))  # batch norm collects averages
    layers = capstone.read(capstone.describe(model))
    assert np.allclose(capstone.run(layers, rows).outputs, outputs_of(model, rows))
    count = sum(p.numel() for p in model.parameters()) + 10  # a missing bias is written as zeros
    assert capstone.count_parameters(layers) == count


def test_a_record_of_torch_tensors_is_read():
    layers = capstone.read([{"W": torch.ones(64, 10, requires_grad=True), "b": torch.zeros(10)}])
    assert layers[0].W.shape == (64, 10)


PLAIN = {"W": np.ones((64, 10)), "b": np.zeros(10)}
FAULTS = {
    "not a record": "a net",
    "got list of 201": [{"W": np.eye(64), "b": np.zeros(64)}] * 201,
    r"unknown activation: .* got \[\]": [{**PLAIN, "activation": []}, PLAIN],
    "expected a dictionary": [np.ones(3)],
    "expected a dictionary with": [{**PLAIN, "size": 3}],
    "'W' does not fit": [{**PLAIN, "W": np.ones((10, 64))}],
    "'b' does not fit": [{**PLAIN, "b": np.zeros((1, 10))}],
    "NaN or infinity": [{**PLAIN, "W": np.full((64, 10), np.nan)}],
    "unknown activation": [{**PLAIN, "activation": "step"}, PLAIN],
    "unknown norm": [{**PLAIN, "norm": "group"}],
    "'scale' does not fit": [{**PLAIN, "norm": "scale"}],
    "no such constant": [{**PLAIN, "activation": "relu", "constants": {"alpha": 0.1}}],
    "cannot be skipped": [{**PLAIN, "skip": True}],
    "does not give class scores": [{"W": np.ones((64, 3)), "b": np.zeros(3)}],
    "without activation": [{**PLAIN, "activation": "relu"}],
    "too many numbers": [
        {"W": np.ones((64, 9000)), "b": np.zeros(9000)},
        {"W": np.ones((9000, 100)), "b": np.zeros(100)},
        {"W": np.ones((100, 10)), "b": np.zeros(10)},
    ],
}


@pytest.mark.parametrize("says", FAULTS)
def test_what_is_no_net_is_refused_with_what_to_do(says):
    with pytest.raises(RecordError, match=says) as refused:
        capstone.read(FAULTS[says])
    assert "expected" in str(refused.value) and "got" in str(refused.value)


TWO = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64))


@pytest.mark.parametrize(
    "model",
    [
        nn.Sequential(nn.Conv1d(1, 1, 3)),
        nn.Sequential(nn.ReLU(), nn.Linear(64, 10)),
        nn.Sequential(nn.Linear(64, 10), nn.ReLU(), nn.BatchNorm1d(10)),
        nn.Sequential(capstone.skip(TWO)),
    ],
    ids=["no such layer", "activation first", "norm behind", "skip over two"],
)  # fmt: skip
def test_what_has_no_place_in_a_record_is_not_described(model):
    with pytest.raises(RecordError, match="expected"):
        capstone.describe(model)


def test_a_stack_of_nets_is_not_described():
    with pytest.raises(RecordError, match="stack"):
        capstone.describe(MLP.create((64, 10), np.random.default_rng(0), stack=(2,)))


def test_layers_that_pass_everything_on_do_not_count(rows):
    net = capstone.describe(MLP.create((64, 20, 20, 10), np.random.default_rng(0)))
    idle = {"W": np.eye(20), "b": np.zeros(20), "activation": "relu"}
    far = {"W": np.eye(20), "b": np.full(20, 1e3), "activation": "relu"}  # always on
    for extra in (idle, far):
        layers = capstone.read([*net[:2], *[extra] * 9, net[2]])
        assert capstone.working_depth(layers, rows) == 3
    assert np.allclose(capstone.run(layers, rows).outputs.shape, (50, 10))


def test_units_that_bend_for_nobody_do_not_make_a_layer_work(rows):
    """Two units beside an identity bend strongly, feed the next two, and are read by no score."""
    rng = np.random.default_rng(0)
    net = capstone.describe(MLP.create((64, 20, 22, 10), rng))
    beside = np.eye(22)
    beside[:, 20:] = rng.normal(size=(22, 2))
    idle = {"W": beside, "b": np.append(np.zeros(20), [-1.0, -1.0]), "activation": "relu"}
    net[2]["W"][20:] = 0
    layers = capstone.read([*net[:2], idle, idle, net[2]])
    assert capstone.bends(layers, rows)[2:].min() > 0.05
    assert np.allclose(capstone.effects(layers, rows)[2:], 0)
    assert capstone.working_depth(layers, rows) == 3


def test_a_net_that_overflows_has_no_effects_and_no_warnings(rows):
    net = capstone.describe(MLP.create((64, *[20] * 20, 10), np.random.default_rng(0)))
    for layer in net:
        layer["W"] = layer["W"] * 1e30
    assert not capstone.effects(capstone.read(net), rows).any()


def test_a_constant_of_its_own_for_every_unit_counts_as_parameters():
    first = {"W": np.ones((64, 8)), "b": np.zeros(8), "activation": "leaky_relu"}
    last = {"W": np.ones((8, 10)), "b": np.zeros(10)}
    shared = capstone.read([{**first, "constants": {"alpha": 0.1}}, last])
    own = capstone.read([{**first, "constants": {"alpha": np.full(8, 0.1)}}, last])
    assert capstone.count_parameters(own) == capstone.count_parameters(shared) + 8


def test_the_failing_net_fails_for_the_reasons_given():
    digits = capstone.given()
    for seed in range(3):
        net = capstone.failing_net(seed)
        found = capstone.instruments(net, digits.x, digits.y)
        assert (found["dead"] + found["always_on"])[9:].min() == 1
        assert found["spread"][-1] < 1e-8 and found["gradient"][0] < 1e-8
        assert capstone.working_depth(capstone.read(capstone.describe(net)), digits.x) < 10


@pytest.mark.parametrize("change", ["none", "biases", "small weights"])
def test_the_cause_is_what_can_be_switched_off(change):
    """As the check of `diagnosis` says, for the two it is easiest to doubt."""
    digits, net = capstone.given(), capstone.failing_net()
    if change == "biases":
        net.biases = [0 * b for b in net.biases]
    if change == "small weights":
        net.weights = [6**0.5 * W for W in net.weights]
    data, rng = (digits.x, digits.y), np.random.default_rng(0)
    losses = fit_torch(to_torch(net), data, capstone.FAILING_PLAN, rng, optimiser="adam")
    assert (losses[-15:].mean() < 1) if change == "small weights" else (losses.min() > 2.2)


def test_gradients_agree_with_autograd(rows):
    y = capstone.given().y[:50]
    net = MLP.create((64, 9, 10), np.random.default_rng(1))
    model = to_torch(net).double()
    nn.functional.cross_entropy(model(torch.tensor(rows)), torch.tensor(y)).backward()
    norms = [m.weight.grad.norm().item() for m in model if isinstance(m, nn.Linear)]
    assert np.allclose(capstone.instruments(net, rows, y)["gradient"], norms, rtol=1e-4)


def test_scores_agree_with_the_loss_of_the_course(rows):
    y = capstone.given().y[:50]
    net = MLP.create((64, 9, 10), np.random.default_rng(1))
    found = capstone.scores(capstone.read(capstone.describe(net)), rows, y)
    assert np.isclose(found.loss, cross_entropy(net.predict(rows), y)[0])
    assert found.accuracy == (net.predict(rows).argmax(1) == y).mean()


def test_fresh_versions_are_images_near_their_originals():
    x = capstone.given().x[:200]
    fresh = capstone.fresh_versions(x, np.random.default_rng(0))
    images = capstone.to_pixels(fresh)
    assert images.min() > -1e-9 and images.max() < 16 + 1e-9
    nearest = ((fresh[:, None] - x) ** 2).sum(2).argmin(1)
    assert (nearest == np.arange(200)).mean() > 0.9
    again = capstone.fresh_versions(x, np.random.default_rng(1))
    assert not np.allclose(fresh, again)


def test_stumbling_rows_are_harder_than_others():
    """A plain classifier that saw the given digits alone misses far more of them."""
    given, held = capstone.given(), capstone.held_back()
    on_held, on_given = capstone.stumbling_rows()
    distances = ((held.x[:, None] - given.x) ** 2).sum(2)
    wrong = given.y[distances.argmin(1)] != held.y  # the nearest given digit
    assert wrong[on_held].mean() > 0.2 > 5 * np.delete(wrong, on_held).mean()
    assert len(set(on_given)) == len(set(on_held)) == 40


def test_a_net_that_overflows_gets_a_score():
    layers = [Layer(np.full((64, 10), 1e308), np.zeros(10))]
    digits = capstone.given()
    assert 0 <= capstone.scores(layers, digits.x, digits.y).accuracy < 0.3
