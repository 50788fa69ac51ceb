"""Lesson 05's measurements: layers that start at 0, and a ReLU on the logits."""

import numpy as np
import pytest

from course_utils.experiments.framework_code import relu_on_logits, zero_start


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize(
    ("layers", "relu_learns", "maximum_learns"),
    [("first", False, True), ("last", True, True), ("all", False, False)],
)
def test_which_spelling_learns_from_layers_of_zeros(layers, relu_learns, maximum_learns):
    result = zero_start.run(zero_start.Config(layers_at_zero=layers, seeds=2), rng())
    assert ((result.accuracy > 0.8) == [[relu_learns], [maximum_learns]]).all()
    if relu_learns == maximum_learns:  # no sum is 0, or no gradient arrives: one and the same net
        assert np.allclose(result.accuracy[0], result.accuracy[1])


def test_unknown_layers_are_refused():
    with pytest.raises(ValueError, match=r"unknown layers.*first, last, all.*'third'"):
        zero_start.run(zero_start.Config(layers_at_zero="third"), rng())


def test_a_digit_is_lost_if_fewer_than_half_of_its_images_are_right():
    right = np.ones((2, 3, 10))
    right[1, 0, 4], right[1, 1, 7], right[1, 1, 8] = 0.5, 0.49, 0.0
    result = relu_on_logits.Result(relu_on_logits.Config(seeds=3), right)
    assert result.lost.tolist() == [[False] * 3, [False, True, False]]
    assert result.table().column("digits lost") == (0, 2)


def test_a_relu_on_the_logits_costs_whole_digits():
    result = relu_on_logits.run(relu_on_logits.Config(), rng())
    assert not result.lost[0].any() and result.lost[1].sum() >= 5
