"""The small nets: gradients, agreement of NumPy and PyTorch, exact pieces, unit counts, data."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import networks
from course_utils.activations import ACTIVATIONS
from course_utils.networks import MLP, Plan


def loss_of(net, x, labels):
    return networks.cross_entropy(net.predict(x), labels)[0]


@pytest.mark.parametrize("activation", [*ACTIVATIONS, "identity"])
def test_backward_agrees_with_central_differences(activation):
    rng = np.random.default_rng(3)
    net = MLP.create((4, 6, 5, 3), rng, activation=activation, scheme="pytorch")
    x, labels = rng.normal(size=(7, 4)), rng.integers(0, 3, 7)
    trace = net.forward(x)
    gradients = net.backward(trace, networks.cross_entropy(trace.outputs, labels)[1])
    # Off the kinks: a step smaller than the distance of every unit to 0 (and to 6).
    assert min(abs(z).min() for z in trace.sums[:-1]) > 1e-4
    h = 1e-6
    for layer in range(3):
        for array, gradient in (
            (net.weights[layer], gradients.weights[layer]),
            (net.biases[layer], gradients.biases[layer]),
        ):
            for index in rng.permutation(list(np.ndindex(array.shape)))[:6]:
                index = tuple(index)
                kept = array[index]
                array[index] = kept + h
                up = loss_of(net, x, labels)
                array[index] = kept - h
                down = loss_of(net, x, labels)
                array[index] = kept
                assert (up - down) / (2 * h) == pytest.approx(gradient[index], abs=2e-8)


@pytest.mark.parametrize("activation", [*ACTIVATIONS, "identity"])
def test_numpy_and_torch_nets_agree(activation):
    import torch

    rng = np.random.default_rng(5)
    net = MLP.create((6, 8, 8, 4), rng, activation=activation, scheme="pytorch")
    model = networks.to_torch(net)
    x, labels = rng.normal(size=(9, 6)), rng.integers(0, 4, 9)
    trace = net.forward(x)
    gradients = net.backward(trace, networks.cross_entropy(trace.outputs, labels)[1])
    outputs = model(torch.from_numpy(x.astype(np.float32)))
    assert outputs.detach().numpy() == pytest.approx(trace.outputs, rel=1e-4, abs=1e-5)
    torch.nn.functional.cross_entropy(outputs, torch.from_numpy(labels)).backward()
    linears = [m for m in model if isinstance(m, torch.nn.Linear)]
    for linear, dW, db in zip(linears, gradients.weights, gradients.biases, strict=True):
        assert linear.weight.grad.numpy() == pytest.approx(dW.T, rel=1e-3, abs=1e-6)
        assert linear.bias.grad.numpy() == pytest.approx(db[0], rel=1e-3, abs=1e-6)
    for ours, theirs in zip(trace.sums[:-1], networks.hidden_sums(model, x), strict=True):
        assert theirs == pytest.approx(ours, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("batch", [None, 16])
def test_numpy_and_torch_training_take_the_same_steps(batch):
    data = networks.load_digits(np.random.default_rng(0), train=128)
    net = MLP.create((64, 16, 10), np.random.default_rng(1))
    model = networks.to_torch(net)
    plan = Plan(rate=0.05, epochs=3, batch=batch, weight_decay=1e-3)
    xy = (data.x_train, data.y_train)
    ours = networks.fit(net, xy, networks.cross_entropy, plan, np.random.default_rng(2))
    theirs = networks.fit_torch(model, xy, plan, np.random.default_rng(2))
    assert len(ours) == (3 if batch is None else 24)
    assert theirs == pytest.approx(ours, rel=1e-4)
    assert model[0].weight.detach().numpy() == pytest.approx(net.weights[0].T, abs=1e-5)


def test_a_stack_trains_like_its_nets_one_by_one():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(32, 3))
    y = np.sin(x.sum(1, keepdims=True))
    stack = MLP.create((3, 8, 1), rng, stack=(4,))
    single = stack.take(2)
    plan = Plan(epochs=4, batch=8)
    losses = networks.fit(stack, (x, y), networks.squared_error, plan, np.random.default_rng(1))
    alone = networks.fit(single, (x, y), networks.squared_error, plan, np.random.default_rng(1))
    assert losses.shape == (16, 4)
    assert losses[:, 2] == pytest.approx(alone)
    assert stack.predict(x)[2] == pytest.approx(single.predict(x))


@pytest.mark.parametrize("optimiser", networks.OPTIMISERS)
def test_every_optimiser_takes_the_steps_of_pytorch_in_stacks_with_data_of_their_own(optimiser):
    splits = networks.load_digits(np.random.default_rng(0), train=128, stack=(3,))
    assert splits.x_train.shape == (3, 128, 64) and splits.of(1).y_test.shape == (450,)
    assert (splits.x_test[0] != splits.x_test[1]).any()
    net = MLP.create((64, 12, 10), np.random.default_rng(1), stack=(3,))
    models = [networks.to_torch(net.take(s)) for s in range(3)]
    # Adam's ε at the size of the gradients, so that it counts.
    plan = Plan(rate=0.003 if optimiser == "adam" else 0.05, epochs=2, batch=32, epsilon=1e-3)
    data, order = (splits.x_train, splits.y_train), 2
    ours = networks.fit(net, data, networks.cross_entropy, plan, np.random.default_rng(order),
                        optimiser=optimiser)  # fmt: skip
    together = [networks.to_torch(net.take(s)) for s in range(3)]
    for model, start in zip(together, models, strict=True):
        model.load_state_dict(start.state_dict())
    beside = networks.fit_stack(together, data, plan, np.random.default_rng(order),
                                optimiser=optimiser)  # fmt: skip
    for s, model in enumerate(models):
        one = splits.of(s)
        theirs = networks.fit_torch(model, (one.x_train, one.y_train), plan,
                                    np.random.default_rng(order), optimiser=optimiser)  # fmt: skip
        assert ours[:, s] == pytest.approx(theirs, rel=1e-4)
        assert beside[:, s] == pytest.approx(theirs, rel=1e-4)
        right = networks.accuracy(net, splits.x_test, splits.y_test)[s]
        assert right == pytest.approx(networks.torch_scores(model, one.x_test, one.y_test)[0])


def test_nets_with_batch_norm_and_an_order_each_train_as_alone():
    from torch import nn

    def nets():
        return [
            nn.Sequential(plain[0], nn.BatchNorm1d(12), *plain[1:])
            for plain in (
                networks.torch_mlp((64, 12, 10), np.random.default_rng(s)) for s in (1, 2)
            )
        ]

    splits = [networks.load_digits(np.random.default_rng(s), train=128) for s in (1, 2)]
    data = np.stack([d.x_train for d in splits]), np.stack([d.y_train for d in splits])
    plan, together = networks.Plan(rate=0.1, epochs=3, batch=32), nets()
    orders = [np.random.default_rng(s) for s in (3, 4)]
    losses = networks.fit_stack(together, data, plan, orders)
    for net, alone, s in zip(together, nets(), (0, 1), strict=True):
        own = networks.fit_torch(
            alone, (data[0][s], data[1][s]), plan, np.random.default_rng(3 + s)
        )
        assert losses[:, s] == pytest.approx(own, rel=1e-4)
        for name, value in alone.state_dict().items():
            assert net.state_dict()[name].numpy() == pytest.approx(value.numpy(), abs=1e-4), name


def test_unknown_optimisers_and_unequal_stacks_are_refused():
    rng = np.random.default_rng(0)
    net, x = MLP.create((2, 3), rng, stack=(2,)), rng.normal(size=(2, 8, 2))
    with pytest.raises(ValueError, match=r"unknown optimiser.*got 'sgdm'"):
        networks.stepper("sgdm", 0.1)
    with pytest.raises(ValueError, match="expected equal numbers of rows, got 8 and 7"):
        networks.fit(net, (x, np.zeros((2, 7), dtype=int)), networks.cross_entropy, Plan(), rng)


def test_torch_nets_leave_the_global_generator_alone():
    import torch

    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    threads = torch.get_num_threads()
    rng = np.random.default_rng(0)
    model = networks.torch_mlp((2, 4, 1), rng)
    networks.fit_torch(model, (np.ones((8, 2)), np.ones((8, 1))), Plan(epochs=1, batch=4), rng)
    assert torch.equal(torch.rand(3), expected)
    assert torch.get_num_threads() == threads


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
def test_weight_decay_leaves_slopes_and_biases_alone(optimiser):
    model = networks.torch_mlp((2, 4, 1), np.random.default_rng(0), activation="prelu")
    decayed, free = networks.parameter_groups(model, 0.1)
    assert decayed["weight_decay"] == 0.1 and free["weight_decay"] == 0
    assert {tuple(p.shape) for p in decayed["params"]} == {(4, 2), (1, 4)}
    assert {tuple(p.shape) for p in free["params"]} == {(4,), (1,)}
    before = model[1].weight.item()
    size = model[0].weight.abs().sum().item()
    zeros = (np.zeros((8, 2)), np.zeros((8, 1)))
    plan = Plan(rate=0.1, epochs=5, batch=None, weight_decay=0.5)
    networks.fit_torch(model, zeros, plan, np.random.default_rng(0), optimiser=optimiser)
    assert model[1].weight.item() == before  # zero input, zero bias: no gradient reaches it
    assert model[0].weight.abs().sum().item() < size


def test_losses_agree_with_torch():
    import torch

    rng = np.random.default_rng(0)
    z, labels, t = rng.normal(size=(5, 3)) * 50, rng.integers(0, 3, 5), rng.normal(size=(5, 3))
    for ours, theirs, target in (
        (networks.cross_entropy, torch.nn.functional.cross_entropy, labels),
        (networks.squared_error, torch.nn.functional.mse_loss, t),
    ):
        logits = torch.tensor(z, requires_grad=True)
        loss = theirs(logits, torch.from_numpy(target))
        loss.backward()
        value, gradient = ours(z, target)
        assert value == pytest.approx(loss.item())
        assert gradient == pytest.approx(logits.grad.numpy())


@pytest.mark.parametrize("scheme", networks.SCHEMES)
def test_weights_have_the_spread_of_their_scheme(scheme):
    weights, biases = networks.draw_layer(np.random.default_rng(0), (300, 400), scheme=scheme)
    # The standard error of a standard deviation of n normal numbers is sd / sqrt(2n).
    expected = networks.weight_std(scheme, 300, 400)
    assert weights.std() == pytest.approx(expected, rel=4 / np.sqrt(2 * weights.size))
    assert abs(weights.mean()) < 4 * expected / np.sqrt(weights.size)
    assert biases.any() == (scheme == "pytorch")


def test_pytorch_scheme_is_what_linear_draws():
    import torch

    torch_rng = torch.random.fork_rng()
    with torch_rng:
        torch.manual_seed(0)
        linear = torch.nn.Linear(300, 400)
    weights, biases = networks.draw_layer(np.random.default_rng(0), (300, 400), scheme="pytorch")
    for theirs, ours in ((linear.weight, weights), (linear.bias, biases)):
        theirs = theirs.detach().numpy()
        assert abs(theirs).max() <= 300**-0.5 + 1e-9 and abs(ours).max() <= 300**-0.5
        assert ours.std() == pytest.approx(theirs.std(), rel=0.1)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    widths=st.lists(st.integers(1, 7), min_size=1, max_size=3),
    activation=st.sampled_from(["relu", "leaky_relu"]),
)
def test_pieces_on_a_line_are_the_net(seed, widths, activation):
    rng = np.random.default_rng(seed)
    net = MLP.create((3, *widths, 2), rng, activation=activation)
    for b in net.biases:
        b += rng.normal(size=b.shape)
    start, direction = rng.normal(size=(2, 3))
    line = networks.pieces_on_line(net, start, direction)
    t = np.sort(rng.normal(0, 20, 500))
    piece = np.searchsorted(line.cuts, t)
    expected = net.predict(start + t[:, None] * direction)
    got = line.slopes[piece] * t[:, None] + line.intercepts[piece]
    assert got == pytest.approx(expected, rel=1e-8, abs=1e-8)
    # Continuity at every cut, and no two neighbours share a pattern of units.
    for cut, left, right in zip(line.cuts, range(len(line.cuts)), range(1, 99), strict=False):
        ends = line.slopes[[left, right]] * cut + line.intercepts[[left, right]]
        assert ends[0] == pytest.approx(ends[1], rel=1e-6, abs=1e-6)
    assert (np.diff(line.cuts) > 0).all()
    patterns = [
        np.concatenate([z[0] > 0 for z in net.forward((start + m * direction)[None]).sums[:-1]])
        for m in np.concatenate(
            [line.cuts[:1] - 1, (line.cuts[:-1] + line.cuts[1:]) / 2, line.cuts[-1:] + 1]
        )
    ]
    assert all((p != q).any() for p, q in pairwise(patterns))


@pytest.mark.parametrize("widths", [(7,), (6, 5), (4, 4, 4)])
@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_regions_in_a_plane_are_the_net(widths, activation):
    rng = np.random.default_rng(len(widths))
    net = MLP.create((2, *widths, 2), rng, activation=activation)
    for b in net.biases:
        b += rng.normal(0, 0.5, b.shape)
    regions = networks.regions_in_plane(net, (-1, 1), (-2, 1))
    # They fill the rectangle, and no two are one: a region is its set of units that are on.
    area = sum(
        abs(np.dot(p[:, 0], np.roll(p[:, 1], -1)) - np.dot(p[:, 1], np.roll(p[:, 0], -1))) / 2
        for p in regions.polygons
    )
    assert area == pytest.approx(6)
    assert len({row.tobytes() for row in regions.on}) == len(regions)
    for p, on, matrix, offset in zip(
        regions.polygons, regions.on, regions.matrices, regions.offsets, strict=True
    ):
        inside = rng.dirichlet(np.ones(len(p)), 5) @ p
        trace = net.forward(inside)
        assert (np.concatenate([z > 0 for z in trace.sums[:-1]], axis=1) == on).all()
        assert trace.outputs == pytest.approx(inside @ matrix + offset, abs=1e-9)
    level = regions.level_line([1.0, 2.0], 0.1)
    assert net.predict(level.reshape(-1, 2)) @ [1.0, 2.0] == pytest.approx(0.1)


def test_a_plane_needs_two_inputs_one_net_and_straight_pieces():
    rng = np.random.default_rng(0)
    for net in (MLP.create((3, 4, 1), rng), MLP.create((2, 4, 1), rng, stack=(2,))):
        with pytest.raises(ValueError, match=r"got weights of shape .* net\.take\(0\)"):
            networks.regions_in_plane(net, (0, 1), (0, 1))
    with pytest.raises(ValueError, match="x from 1 to 0"):
        networks.regions_in_plane(MLP.create((2, 4, 1), rng), (1, 0), (0, 1))
    with pytest.raises(ValueError, match="not piecewise linear"):
        networks.regions_in_plane(MLP.create((2, 4, 1), rng, activation="elu"), (0, 1), (0, 1))


def test_regions_count_places_not_units():
    # Two units at one place, one unit with weight 0, one outside the stretch, one that cancels.
    net = MLP(
        [np.array([[1.0, 2.0, 0.0, 1.0, 1.0, 1.0]]), np.array([[1, 1, 5, 1, 1, -1.0]]).T],
        [np.array([[-1.0, -2.0, 3.0, -9.0, 0.5, 0.5]]), np.zeros((1, 1))],
    )
    line = networks.pieces_on_line(net, np.zeros(1), np.ones(1), low=-5, high=5)
    assert line.kinks == pytest.approx([1.0])
    assert line.cuts == pytest.approx([-0.5, 1.0])
    assert line.regions == 2


def test_pieces_refuse_what_is_not_piecewise_linear():
    net = MLP.create((1, 2, 1), np.random.default_rng(0), activation="gelu")
    with pytest.raises(ValueError, match=r"not piecewise linear.*expected.*got 'gelu'"):
        networks.pieces_on_line(net, np.zeros(1), np.ones(1))


def test_unit_shares_count_over_all_rows():
    z = np.array([[[-1.0, 1.0, 1.0, 0.0], [-2.0, 3.0, -1.0, -1.0]]] * 3)
    shares = networks.unit_shares([z, z[..., :2]])
    assert shares.dead == pytest.approx(np.array([[0.5, 0.5]] * 3))
    assert shares.always_on == pytest.approx(np.array([[0.25, 0.5]] * 3))
    assert shares.switching == pytest.approx(np.array([[0.25, 0.0]] * 3))
    assert shares.zeros == pytest.approx(np.array([[5 / 8, 0.5]] * 3))
    with pytest.raises(ValueError, match="nothing to count"):
        networks.unit_shares([])


def test_digits_are_split_by_the_generator_alone():
    one, again, other = (networks.load_digits(np.random.default_rng(s)) for s in (0, 0, 1))
    assert np.array_equal(one.x_test, again.x_test)
    assert not np.array_equal(one.y_test, other.y_test)
    assert one.x_train.shape == (1347, 64) and one.x_test.shape == (450, 64)
    assert set(one.y_train) == set(range(10))
    assert abs(one.x_train.mean(0)).max() < 1e-12
    with pytest.raises(ValueError, match="not that many digits"):
        networks.load_digits(np.random.default_rng(0), train=1797)


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_a_small_net_learns_the_digits(activation):
    rng = np.random.default_rng(0)
    data = networks.load_digits(rng)
    net = MLP.create((64, 32, 10), rng, activation=activation)
    networks.fit(net, (data.x_train, data.y_train), networks.cross_entropy, Plan(), rng)
    assert networks.accuracy(net, data.x_test, data.y_test) > 0.93
    model = networks.to_torch(net)
    assert networks.torch_scores(model, data.x_test, data.y_test)[0] == pytest.approx(
        networks.accuracy(net, data.x_test, data.y_test), abs=0.005
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda rng: MLP.create((3,), rng), "at least two sizes, got"),
        (lambda rng: MLP.create((3, 1), rng, activation="rlu"), "unknown activation.*got 'rlu'"),
        (lambda rng: MLP.create((3, 1), rng, scheme="hi"), "unknown initialisation.*got 'hi'"),
        (lambda rng: MLP.create((3, 0), rng), "no units"),
        (lambda rng: Plan(rate=0), "trains nothing"),
        (lambda rng: networks.torch_activation("rlu"), "unknown activation"),
        (lambda rng: networks.to_torch(MLP.create((3, 1), rng, stack=(2,))), "stack of nets"),
    ],
)
def test_errors_say_what_was_expected(call, message):
    with pytest.raises(ValueError, match=message) as caught:
        call(np.random.default_rng(0))
    assert "expected" in str(caught.value) and "got" in str(caught.value)


def test_a_stack_of_torch_nets_learns_what_each_learns_alone():
    digits = networks.load_digits(np.random.default_rng(0), train=320)
    data, plan = (digits.x_train, digits.y_train), Plan(rate=0.05, epochs=3)

    def draw():
        nets = [np.random.default_rng(s) for s in range(3)]
        return [networks.torch_mlp((64, 16, 10), r, activation="prelu") for r in nets]

    together, alone = draw(), draw()
    losses = networks.fit_stack(
        together, data, plan, np.random.default_rng(1), optimiser="momentum"
    )
    for s, model in enumerate(alone):
        own = networks.fit_torch(model, data, plan, np.random.default_rng(1), optimiser="momentum")
        assert own == pytest.approx(losses[:, s], abs=1e-4)
        for a, b in zip(model.parameters(), together[s].parameters(), strict=True):
            assert np.allclose(a.detach(), b.detach(), atol=1e-4)
    with pytest.raises(ValueError, match="no weight decay"):
        networks.fit_stack(together, data, Plan(weight_decay=0.1), np.random.default_rng(1))


def test_the_digits_are_those_of_scikit_learn_whichever_way_they_are_read(monkeypatch):
    from sklearn.datasets import load_digits as of_scikit_learn

    from course_utils.networks import data, read_digits

    images, labels = of_scikit_learn(return_X_y=True)
    assert np.array_equal(read_digits()[0], images) and np.array_equal(read_digits()[1], labels)
    monkeypatch.setattr(data, "_DIGITS", data.Path("no", "such.csv"))
    again = read_digits.__wrapped__()
    assert np.array_equal(again[0], images) and np.array_equal(again[1], labels)


def test_the_digits_are_read_without_importing_scikit_learn():
    code = (
        "import sys; from course_utils.networks import read_digits; read_digits()\n"
        "print('sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False", "its file moved: a second more for every reader"
