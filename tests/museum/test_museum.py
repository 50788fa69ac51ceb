"""A net trained with a wrong answer: what is offered, how long it takes, what is said of it."""

from __future__ import annotations

import dataclasses
import time
import warnings

import numpy as np
import pytest

from course_utils import checks
from course_utils.desk.train import trained
from course_utils.grading import LocalStudent, judge
from course_utils.museum.bends import TASKS, Bend, NotTrainable
from course_utils.museum.exhibits import of_learner, of_reference, offered, sentence, trainable
from course_utils.museum.training import NETS, X, parting, stretches, train
from tests.part import taken

RELU = checks.find("definition.relu")
SLOPE = checks.find("definition.relu_grad")


def answers(**functions):
    return LocalStudent(functions)


def step(x):
    return np.where(x > 0, 1.0, 0.0)


# -- what is offered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "name", "answer"),
    [
        (RELU, "absolute value", np.abs),
        (SLOPE, "derivative taken from output >= 0", lambda x, at_zero: np.ones(np.shape(x))),
    ],
)
def test_a_finding_that_names_a_curve_is_offered(exercise, name, answer):
    outcome = judge(exercise, answers(**{exercise.name: answer}), seed=1)
    assert offered(outcome) == name


@pytest.mark.parametrize(
    "answer",
    [
        lambda x: np.where(x > 0, x, 0.0),  # wrong at NaN alone
        lambda x: x[x > 0],  # no number for each x
        lambda x: np.maximum(x, 0) + np.sin(x),  # wrong, and no name for it
        lambda x: np.maximum(x, 0),
    ],
    ids=["NaN", "shorter", "unnamed", "right"],
)
def test_nothing_is_offered_where_there_is_nothing_to_train(answer):
    assert offered(judge(RELU, answers(relu=answer), seed=1)) == ""


def test_every_task_is_an_exercise_with_mistakes_to_train_with():
    for exercise_id in TASKS:
        names = {m.name for m in checks.find(exercise_id).misconceptions}
        assert trainable(exercise_id) and set(trainable(exercise_id)) <= names
    assert trainable("role_in_networks.backprop") == ()


# -- the training ---------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise_id", TASKS)
def test_every_catalogued_mistake_trains_in_two_seconds_without_a_warning(exercise_id):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in trainable(exercise_id):
            if not taken(name, 4):
                continue
            begun = time.process_time()
            exhibit = of_reference(exercise_id, name)
            assert exhibit.model().scene().summary
            assert time.process_time() - begun < 2, name
            assert exhibit.parting.apart.any() and exhibit.where
            assert exhibit.wrong.losses.shape == exhibit.right.losses.shape


def test_the_step_has_no_gradient_and_the_right_answer_loses_as_lesson_3s_net():
    exhibit = of_reference("definition.relu", "a step")
    assert exhibit.wrong.still == NETS and exhibit.right.still == 0
    assert exhibit.wrong.learned < exhibit.right.learned
    # The course's own net with its own backward pass: the same losses, but for the differences.
    from course_utils.experiments.role_in_networks.xor import BITS, XOR
    from course_utils.networks import MLP, Plan, fit, squared_error

    net = MLP.create((2, 8, 1), np.random.default_rng(0), stack=(NETS,))
    losses = fit(net, (BITS, XOR), squared_error, Plan(0.1, 101, None), np.random.default_rng(0))
    np.testing.assert_allclose(exhibit.right.losses[20], losses[100], rtol=1e-3, atol=1e-6)


def test_what_runs_away_is_counted():
    exhibit = of_reference("variants.prelu_backward", "dx without upstream")
    assert exhibit.wrong.lost == NETS
    assert f"in {NETS} of {NETS} the loss ran away" in exhibit.sentence()


def test_the_sentence_follows_the_numbers():
    right = train(Bend(TASKS["definition.relu"], RELU.oracle, {}))
    assert sentence(right, right) == (
        "All 20 nets lose the same with yours as with the right one, step by step."
    )
    losses = right.losses.copy()
    losses[:, :7], losses[:, 7:] = 0.001, 0.25
    wrong = dataclasses.replace(right, losses=losses, still=3)
    told = sentence(right, wrong)
    assert told.startswith("With yours 7 of 20 nets learned XOR")
    assert "median loss 0.25" in told and "in 3 of 20 the first layer never moved" in told
    assert f"with the right one {right.learned}, half of all by step {right.half_by}." in told


def test_where_they_part_is_named_by_round_places():
    assert stretches(X <= 0) == "for x ≤ 0" and stretches(X < 0) == "for x < 0"
    assert stretches(np.ones_like(X) > 0) == "for every x shown"
    assert stretches((X > 1) & (X < 2)) == "between x = 1 and 2"
    right = Bend(TASKS["definition.relu"], RELU.oracle, {})
    assert parting(right, right) is None


# -- a learner's answer ---------------------------------------------------------------------------


def test_a_learners_answer_is_trained_in_two_seconds_behind_the_guards():
    begun = time.process_time()
    exhibit = of_learner(RELU, answers(relu=step))
    assert time.process_time() - begun < 2
    reference = of_reference("definition.relu", "a step")
    np.testing.assert_array_equal(exhibit.wrong.losses, reference.wrong.losses)
    assert exhibit.sentence() == reference.sentence().replace("this one", "yours")


def _slow(x):
    time.sleep(0.02)
    return abs(x)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (_slow, "would take"),
        (lambda x: [][0], "IndexError"),
        (lambda x: exit(), "exit"),
        (lambda x: "words", "one number for each x"),
        (lambda x: np.maximum(x, 0), "are one line"),
    ],
    ids=["slow", "raises", "exit", "words", "right"],
)
def test_whatever_a_learner_wrote_gets_a_line(answer, says):
    result = trained(RELU, answers(relu=answer))
    assert result.model is None and says in result.text


def test_no_answer_and_no_such_exercise():
    assert "missing" in trained(RELU, answers()).text
    assert "definition.relu" in trained(checks.find("definition.spellings"), answers()).text
    with pytest.raises(NotTrainable, match="absolute value"):
        of_reference("definition.relu", "no such mistake")


def test_the_figure_can_be_made_again_from_what_is_saved():
    import json

    from course_utils.widgets import MistakeNet

    model = of_reference("definition.relu", "clipped at 1").model()
    saved = json.loads(json.dumps(model.trait_values(), allow_nan=False))
    again = MistakeNet(**saved)
    assert again.scene().summary == model.scene().summary
    assert len(model.frames(["step"]).texts) == 101
