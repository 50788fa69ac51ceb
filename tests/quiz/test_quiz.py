"""Quiz: the files are sound and true, answers are marked rightly, and all faces say the same."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import chain, combinations, groupby

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_utils import progress, quiz
from course_utils.progress import telling
from course_utils.quiz import order, questions
from course_utils.quiz.question import Option, Question, QuizError, Typical
from course_utils.quiz.questions import FOLDER
from course_utils.quiz.scoring import read_as, score
from course_utils.quiz.text import inline, marked_text, page_html, page_question, plain_text
from course_utils.quiz.widget import QuizWidget

ALL = [quiz.find(key) for key in quiz.ids()]
OPTIONS = (
    Option("a", "minus `three`", "That is x."),
    Option("b", "zero", "Cut off.", True),
    Option("c", "three & <b>", "That is |x|."),
)
ONE = Question("demo.q_one", "one", "What is `relu(-3)`?", options=OPTIONS)
SEVERAL = Question(
    "demo.q_several", "several", "Which?", options=(*OPTIONS, Option("d", "nil", "Too.", True))
)
NUMBER = Question(
    "demo.q_number",
    "number",
    "How much?",
    answer=0.3,
    tolerance=0.1,
    feedback="Three tenths.",
    otherwise="Count again.",
    typical=(Typical(3.0, 0.0, "Ten times too much."), Typical(-0.3, 0.05, "The sign.")),
)
KINDS = pytest.mark.parametrize("question", [ONE, SEVERAL, NUMBER], ids=lambda q: q.kind)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RELU_GRADING", raising=False)
    monkeypatch.setattr(telling, "_told", set())
    return tmp_path / "home"


def predicted(question: Question) -> Question:
    return Question(**{**vars(question), "predict": True})


# --- the files -------------------------------------------------------------------------------


def test_there_are_questions_and_every_file_can_be_read():
    files = sorted(FOLDER.glob("*/questions.toml"))
    assert [file.parent.name for file in files][:2] == ["00_start_here", "01_definition"]
    assert sum(len(questions.read(file)) for file in files) == len(ALL) >= 7
    assert {f"definition.q_{name}" for name in ("nan", "minus_inf", "dtype", "shape")} <= {
        question.id for question in ALL
    }


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_a_question_is_short_and_each_feedback_its_own(question):
    assert len(question.text.split()) < 60
    parts = question.options or question.typical
    said = [part.feedback for part in parts]
    assert len(set(said)) == len(said)
    assert all(5 <= len(text.split()) < 60 for text in said)


def run(code: str, names: dict) -> object:
    with np.errstate(invalid="ignore"):
        return eval(code, {"np": np, "relu": lambda v: np.maximum(v, 0)}, names)


def test_what_the_questions_of_lesson_1_call_right_is_what_numpy_does():
    for option in quiz.find("definition.q_minus_inf").options:
        value = run(option.text.strip("`"), {"x": np.array([-np.inf])})
        assert bool(np.isnan(value[0])) == option.right, option.text
    dtype = quiz.find("definition.q_dtype")
    arrays: dict = {}
    exec(dtype.code, {"np": np}, arrays)
    for option in dtype.options:
        value = run(option.text.strip("`"), arrays)
        assert (value.dtype == np.float64) == option.right, option.text
    lines = quiz.find("definition.q_nan").code.splitlines()
    kept = [bool(np.isnan(run(line, {"x": np.array([np.nan])})[0])) for line in lines]
    assert kept == ["where" not in line for line in lines]
    assert (
        quiz.find("definition.q_nan").right[0].text == "0 from `np.where`, NaN from the other four"
    )
    slope = quiz.find("definition.q_grad_zero")
    assert score(slope, run(slope.code, {"step": 0.001})).right
    shape = quiz.find("definition.q_shape")
    exec(shape.code, {"np": np}, arrays)
    assert f"number {np.max(arrays['x'])}" in shape.right[0].text
    assert quiz.find("start_here.q_practice").right[0].text == f"`{-3.0 * 0}`"


GOOD = """
[q_a]
kind = "one"
text = "Which `one`?"
[[q_a.option]]
text = "this"
right = true
feedback = "Yes."
[[q_a.option]]
text = "that"
feedback = "No."
[q_b]
kind = "number"
text = "How many?"
answer = 2
tolerance = 0.5
feedback = "Yes."
otherwise = "No."
[[q_b.typical]]
value = 3
feedback = "One too many."
"""


def written(folder, text, name="01_demo"):
    path = folder / name / "questions.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file(tmp_path):
    found = questions.read(written(tmp_path, GOOD))
    assert list(found) == ["demo.q_a", "demo.q_b"]
    options = found["demo.q_a"].options
    assert [o.letter for o in options] == ["a", "b"]
    assert {(o.text, o.right) for o in options} == {("this", True), ("that", False)}
    assert found["demo.q_b"].typical == (Typical(3.0, 0.5, "One too many."),)
    written(tmp_path, GOOD.replace("q_a", "q_c"), "02_more")
    assert quiz.ids("more", folder=tmp_path) == ["more.q_c", "more.q_b"]
    assert quiz.find("more.q_c", folder=tmp_path).kind == "one"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[q_a]", "[q_a", "01_demo/questions.toml is not TOML"),
        ("q_a", "nan", r"\[nan\]: the name of a question starts with q_"),
        ("[q_a]", "q_z = 1\n[q_a]", r"\[q_z\]: expected a table"),
        ('"one"', '"on"', "kind must be one of one, several, number, got 'on'"),
        ('"Which `one`?"', '" "', r"\[q_a\]: text is missing or empty"),
        ("`one`", "`one", "text has a backtick that is not closed"),
        ("right = true\n", "", r"\[q_a\]: no option is right"),
        ('text = "that"', 'text = "that"\nright = true', "more than one is right"),
        ("right = true", "right = 1", "option a: right must be true or false, got 1"),
        ('feedback = "No."', "", r"\[q_a\] option b: feedback is missing or empty"),
        ('"that"', '"this"', "two options have the same text"),
        ('feedback = "No."', 'feedbak = "No."', "unknown key 'feedbak'. Did you mean 'feedback'"),
        ('kind = "one"', 'kind = "one"\npredict = 1', "predict must be true or false, got 1"),
        ('kind = "one"', 'kind = "one"\nanswer = 1', "unknown key 'answer'"),
        ('[[q_a.option]]\ntext = "that"\nfeedback = "No."', "", r"at least 2 of \[\[q_a.option"),
        ("answer = 2\n", "", r"\[q_b\]: answer must be a finite number, got None"),
        ("answer = 2", "answer = nan", "answer must be a finite number, got nan"),
        ("tolerance = 0.5", "tolerance = -1", "tolerance must not be negative"),
        ("value = 3", "value = 2.4", r"\[q_b\] typical 1: this number would count as right"),
        ('otherwise = "No."', "", "otherwise is missing or empty"),
        (
            'kind = "one"',
            'kind = "one"\nforecast = [60]',
            "must be 2 whole numbers .* got \\[60\\]",
        ),
        ('kind = "one"', 'kind = "one"\nforecast = [0.5, 0.5]', "must be 2 whole numbers"),
        ('kind = "one"', 'kind = "one"\nforecast = [60, 60]', "must make 100, it makes 120"),
        ("answer = 2", "answer = 2\nforecast = [60, 60]", "forecast makes 120, more than 100"),
    ],
)
def test_a_slip_in_a_file_is_named(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(QuizError, match=says):
        questions.read(written(tmp_path, GOOD.replace(old, new)))


def test_a_forecast_goes_with_its_option_wherever_it_stands(tmp_path):
    told = GOOD.replace("[q_a]", "[q_a]\nforecast = [70, 30]")
    told = told.replace("answer = 2", "answer = 2\nforecast = [80, 15]")
    choice, number = questions.read(written(tmp_path, told)).values()
    assert {o.text: choice.forecast[o.letter] for o in choice.options} == {"this": 70, "that": 30}
    assert number.forecast == {"2": 80, "3": 15}
    assert not any(q.forecast for q in questions.read(written(tmp_path, GOOD)).values())


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_every_question_says_what_to_expect(question):
    answers = [o.letter for o in question.options] or [*question.hands_for[:-1]]
    assert sorted(question.forecast) == sorted(answers)
    assert all(share % 5 == 0 for share in question.forecast.values()), "finer than anybody knows"


@pytest.mark.parametrize(
    ("given_id", "says"),
    [
        ("definition.q_nam", "Did you mean 'definition.q_nan'?"),
        ("q_nan", "Did you mean 'definition.q_nan'?"),
        ("zzz", "There is no question 'zzz'. One is definition.q_nan."),
        (7, "There is no question '7'"),
    ],
)
def test_an_unknown_id(given_id, says):
    with pytest.raises(QuizError, match=re.escape(says)):
        quiz.find(given_id)


# --- the order of the options ----------------------------------------------------------------

SINGLE = sorted((q for q in ALL if q.kind == "one"), key=lambda q: len(q.options))
PLACE = re.compile(
    r"""\b(?:option|answer|choice)s?\ [a-f]\b      # answer b
    |\([a-f]\)|(?<![\w(])[a-f]\)                 # (b), b)
    |\b(?:first|second|third|fourth|last|next|previous|other)\ (?:option|answer|choice)s?\b
    |\b(?:option|answer|choice)s?\ (?:above|below|before|after)\b
    |\b(?:all|none|neither|both|any)\ of\ the\ (?:above|below|others?|options|answers)\b
    |\bthe\ (?:one|line|text)s?\ (?:above|below)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def right_place(options) -> int:
    return [option.right for option in options].index(True)


@pytest.mark.parametrize(
    ("number", "group"), [(n, list(g)) for n, g in groupby(SINGLE, lambda q: len(q.options))]
)
def test_on_paper_the_right_option_stands_as_often_at_each_place(number, group):
    places = [right_place(question.options) for question in group]
    counts = np.bincount(places, minlength=number)
    # A question of a new number of options has too few of its like to speak of balance.
    assert len(group) < 2 * number or stats.chisquare(counts).pvalue > 0.5, counts
    guessed = max(counts) / len(group)
    assert len(group) < 2 * number or guessed <= 1 / number + 0.1, "always one letter pays"


def test_each_learner_sees_the_right_option_as_often_at_each_place():
    for number, group in groupby(SINGLE, lambda q: len(q.options)):
        group = list(group)
        seen = [right_place(order.own(q, f"learner {n}")) for q in group for n in range(200)]
        counts = np.bincount(seen, minlength=number)
        assert np.allclose(counts / len(seen), 1 / number, atol=0.04), (number, counts)


@pytest.mark.parametrize("question", [q for q in ALL if q.options], ids=lambda q: q.id)
def test_an_order_is_one_learners_own_and_loses_no_option(question):
    orders = [order.own(question, f"learner {n}") for n in range(40)]
    assert all(set(own) == set(question.options) for own in orders)
    assert orders[7] == order.own(quiz.find(question.id), "learner 7")
    assert len(set(orders)) > 1 and order.own(question, "") == question.options
    assert [o.letter for o in question.options] == list("abcdefgh"[: len(question.options)])


def test_two_questions_of_one_learner_are_not_shuffled_alike():
    four = [q for q in SINGLE if len(q.options) == 4]
    moves = {tuple(o.letter for o in order.own(q, "learner 1")) for q in four}
    assert len(moves) > len(four) / 3


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_no_text_speaks_of_a_letter_or_a_place(question):
    said = [question.text, question.feedback, question.otherwise]
    said += [text for o in question.options for text in (o.text, o.feedback)]
    said += [slip.feedback for slip in question.typical]
    assert not [text for text in said if PLACE.search(re.sub("`[^`]*`", "", text))]


@pytest.mark.parametrize(
    "text", ["Answer b forgets it.", "As in (c).", "See the option above.", "None of the others"]
)
def test_a_text_that_speaks_of_a_place_would_be_found(text):
    assert PLACE.search(text)


def test_the_seed_is_drawn_once_kept_in_the_file_and_differs(home, tmp_path, monkeypatch):
    mine = progress.learner_seed()
    progress.record_answer("definition.q_nan", True)
    assert json.loads((home / "progress.json").read_text())["seed"] == mine
    assert progress.learner_seed() == progress.load().seed == mine
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "another"))
    assert progress.learner_seed() != mine


def test_a_file_from_before_there_were_seeds_stays_as_it_was(home):
    home.mkdir()
    entry = {"right_first_time": True, "answers": 1}
    old = {"schema": 1, "exercises": {}, "questions": {"definition.q_nan": entry}}
    (home / "progress.json").write_text(json.dumps(old))
    seed = progress.learner_seed()
    assert progress.load().questions["definition.q_nan"].right_first_time
    assert json.loads((home / "progress.json").read_text()) == old | {"seed": seed}
    assert not list(home.glob("*damaged*"))


@pytest.mark.parametrize("predict", [False, True])
def test_shuffled_for_a_learner_an_option_still_means_itself(predict):
    question = Question(**{**vars(ONE), "predict": predict})
    seen = set()
    for n in range(20):
        widget = QuizWidget(question, seed=f"learner {n}")
        shown = widget.question["options"]
        seen.add(tuple(option["text"] for option in shown))
        zero = next(option["letter"] for option in shown if option["text"] == "zero")
        tell(widget, do="answer", given=[zero])
        said = tell(widget, do="reason") if predict else widget.result
        assert (said["tone"], said["notes"][0]["text"]) == ("right", "Cut off.")
    assert len(seen) == 6, "three options, six orders"
    assert progress.load().questions["demo.q_one"].right_first_time


def test_the_live_question_speaks_of_no_letter():
    for question in (ONE, SEVERAL, predicted(ONE)):
        widget = QuizWidget(question, seed="learner 1")
        nothing = tell(widget, do="answer", given=[])["headline"]
        assert nothing.startswith("Choose") and "letter" not in nothing
        said = json.dumps([tell(widget, do="answer", given=["a"]), tell(widget, do="reason")])
        assert "minus <code>three</code>" in said
        assert not re.search(r"\ba(?:, (?:right|wrong)|\.)", said)


# --- marking ---------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["b", "B", " b) ", ["b"], ("B",)])
def test_one_option(said):
    mark = score(ONE, said)
    assert (mark.right, mark.given, mark.headline) == (True, ("b",), "Right.")
    assert [note.text for note in mark.notes] == ["Cut off."]


def test_a_wrong_option_gets_its_own_feedback_and_not_the_right_one():
    mark = score(ONE, "c")
    assert (mark.right, mark.headline) == (False, "Not yet.")
    assert [(note.label, note.text) for note in mark.notes] == [("c", "That is |x|.")]


def test_every_subset_of_several_options():
    letters = "abcd"
    for chosen in chain.from_iterable(combinations(letters, n) for n in range(1, 5)):
        mark = score(SEVERAL, list(chosen))
        assert mark.right == (set(chosen) == {"b", "d"})
        assert mark.right == score(SEVERAL, ", ".join(chosen)).right
        assert [note.label for note in mark.notes] == list(chosen)
    assert (
        "Of your choices 1 do not belong; right ones missing: 1." in score(SEVERAL, "ab").headline
    )


@pytest.mark.parametrize(
    ("said", "right", "feedback"),
    [
        (0.3, True, "Three tenths."),
        (0.4, True, "Three tenths."),
        (0.2, True, "Three tenths."),
        ("0,3", True, "Three tenths."),
        ("3/10", True, "Three tenths."),
        (np.float32(0.3), True, "Three tenths."),
        (0.401, False, "Count again."),
        (3, False, "Ten times too much."),
        ("−0.28", False, "The sign."),
    ],
)
def test_a_number(said, right, feedback):
    mark = score(NUMBER, said)
    assert (mark.right, mark.notes[0].text) == (right, feedback)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("½", 0.5),
        ("1½", 1.5),
        ("−1½", -1.5),
        ("-¼", -0.25),
        ("0,5", 0.5),
        ("1⁄2", 0.5),
        (" ⅓ ", 1 / 3),
    ],
)
def test_a_number_as_people_write_it(said, number):
    assert float(read_as(NUMBER, said).split()[-1][:-1]) == pytest.approx(number, rel=1e-5)


@pytest.mark.parametrize("said", ["a half", "²", "½½", "1//2", "x" * 50, "½1", "--½"])
def test_what_is_no_number_is_said_before_it_counts(said):
    assert read_as(NUMBER, said) == "No number yet: write 0.5, 0,5, 1/2 or ½."


@settings(max_examples=200, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_right_within_the_tolerance_only(value):
    if abs(abs(value - 0.3) - 0.1) > 1e-9:
        assert score(NUMBER, value).right == (abs(value - 0.3) < 0.1)


@pytest.mark.parametrize(
    ("question", "said", "says"),
    [
        (ONE, "z", "has no option 'z'. Its options: a, b, c."),
        (ONE, "", "Choose one letter, a to c first; got none."),
        (ONE, "ab", "got 2: a, b"),
        (ONE, 1, "expects one letter, a to c, got 1"),
        (ONE, None, "got None"),
        (SEVERAL, [], "Choose one or more letters, a to d first; got none."),
        (NUMBER, "", "Type a number first, such as 0.5 or -2; got nothing."),
        (NUMBER, "many", "got 'many'"),
        (NUMBER, "1/0", "got '1/0'"),
        (NUMBER, float("nan"), "got nan"),
        (NUMBER, "inf", "got 'inf'"),
        (NUMBER, True, "got True"),
        (NUMBER, [1, 2], "got [1, 2]"),
        (NUMBER, np.ones(3), "got array"),
        (NUMBER, "9" * 10_000, "got '999"),
    ],
)
def test_what_is_no_answer_is_said_in_words(question, said, says):
    with pytest.raises(QuizError, match=re.escape(says)) as caught:
        score(question, said)
    assert len(str(caught.value)) < 200


def test_a_prediction_hears_the_right_reason_too():
    mark = score(predicted(ONE), "a")
    assert [(note.label, note.right) for note in mark.notes] == [("a", False), ("b", True)]
    assert mark.headline == "It comes out differently."
    assert [note.label for note in score(predicted(NUMBER), 7).notes] == ["7", "0.3"]
    assert score(predicted(ONE), "b").headline == "As you predicted."


# --- the faces -------------------------------------------------------------------------------


class _Text(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.words, self.open, self.tags = [], [], set()
        self.feed(page)

    def handle_starttag(self, tag, _):
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append((data, "details" in self.open))


@pytest.mark.parametrize("question", [ONE, SEVERAL, NUMBER, *ALL], ids=lambda q: q.id)
def test_the_static_page_is_whole_and_folds_the_answers_away(question):
    page = page_html(question)
    parsed = _Text(page)
    assert parsed.open == [] and "b" not in parsed.tags
    folded = "".join(word for word, inside in parsed.words if inside)
    shown = "".join(word for word, inside in parsed.words if not inside)
    for part in (*question.options, *question.typical):
        assert part.feedback.replace("`", "") in folded
        assert part.feedback.replace("`", "") not in shown
    for option in question.options:
        assert option.text.replace("`", "") in shown
        assert f"{option.letter}, {'right' if option.right else 'wrong'}." in folded
    assert question.text.replace("`", "") in shown
    assert page == page_html(question)


@pytest.mark.parametrize("question", [ONE, SEVERAL, NUMBER, *ALL], ids=lambda q: q.id)
def test_the_text_has_the_question_the_options_and_how_to_answer_and_no_answer(question):
    text = plain_text(question)
    folded = " ".join(text.split())
    assert question.text in folded and f'quiz.answer("{question.id}", ' in text
    for option in question.options:
        assert f"{option.letter} {option.text}" in folded
        assert option.feedback not in folded
    if question.kind == "number":
        assert question.feedback not in folded
    long = [line for line in text.splitlines() if len(line) > 90]
    assert not long


@pytest.mark.parametrize("question", [ONE, SEVERAL, NUMBER, *ALL], ids=lambda q: q.id)
def test_the_page_is_not_told_which_answer_is_right(question):
    told = page_question(question)
    assert set(told) == {"id", "title", "input", "text", "code", "rule", "options", "button"}
    assert all(set(option) == {"letter", "text"} for option in told["options"])
    other = [Option(o.letter, o.text, "Other.", not o.right) for o in question.options]
    changed = {"options": tuple(other), "answer": 9.0, "feedback": "-", "typical": ()}
    assert told == page_question(Question(**{**vars(question), **changed}))


@given(st.text())
def test_inline_text_cannot_become_markup(text):
    page = inline(text)
    assert html.unescape(re.sub("</?code>", "", page)).count("<") == text.count("<")
    assert set(re.findall("<[^>]*>", page)) <= {"<code>", "</code>"}


def test_feedback_as_text():
    assert marked_text(score(ONE, "c")) == (
        "Not yet.\n  c, wrong:  That is |x|.\nAnswer again as often as you like."
    )
    assert marked_text(score(predicted(ONE), "b")).splitlines() == [
        "Your prediction: b. As you predicted.",
        "  b, right:  Cut off.",
        "Committing is what counts. Now run the next cell and look.",
    ]


# --- asking and answering --------------------------------------------------------------------


def test_answer_prints_the_feedback_and_records_the_first(capsys):
    question = quiz.find("definition.q_nan")
    quiz.answer(question.id, next(o.letter for o in question.options if not o.right))
    quiz.answer(question.id, question.right[0].letter)
    out = capsys.readouterr().out
    assert "It comes out differently." in out and "As you predicted." in out
    record = progress.load().questions["definition.q_nan"]
    assert (record.right_first_time, record.answers) == (False, 2)


def test_a_slip_in_an_answer_records_nothing(capsys, home):
    quiz.answer("definition.q_nan", "z")
    quiz.answer("definition.q_nam", "a")
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "definition.q_nan has no option 'z'. Its options: a, b, c, d.",
        "There is no question 'definition.q_nam'. Did you mean 'definition.q_nan'?",
    ]
    assert not home.exists()


def test_a_grader_that_runs_the_notebook_is_asked_nothing(monkeypatch, capsys, home):
    monkeypatch.setenv("RELU_GRADING", "1")
    quiz.ask("definition.q_nan")
    quiz.answer("definition.q_nan", "a")
    assert capsys.readouterr().out == "" and not home.exists()


def test_in_a_notebook_a_question_is_a_widget_with_twins_and_a_slip_is_one_line():
    code = """
import json
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
shell = InteractiveShell.instance()
shell.run_cell("from course_utils import quiz")
with capture_output() as shown:
    shell.run_cell("quiz.ask('definition.q_nan')")
with capture_output() as slip:
    shell.run_cell("quiz.ask('definition.q_nam')")
print(json.dumps({"bundle": shown.outputs[0].data, "slip": slip.stdout + slip.stderr}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    question = quiz.find("definition.q_nan")
    assert told["bundle"].pop("application/vnd.jupyter.widget-view+json")["model_id"]
    assert told["bundle"] == {"text/plain": plain_text(question), "text/html": page_html(question)}
    assert "Did you mean 'definition.q_nan'?" in told["slip"]
    assert "Traceback" not in told["slip"] and "questions.py" not in told["slip"]


def test_asking_in_a_plain_interpreter_prints_and_loads_no_widgets():
    code = (
        "import sys; from course_utils import quiz; quiz.ask('definition.q_nan'); "
        "assert not {'ipywidgets', 'IPython', 'numpy'} & set(sys.modules), 'heavy'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.rstrip("\n") == plain_text(quiz.find("definition.q_nan"))


# --- the live view, without a page -----------------------------------------------------------


def tell(widget, **message):
    widget._handle_custom_msg(message, [])
    return widget.result


def test_a_choice_can_be_tried_until_it_is_right(home):
    widget = QuizWidget(ONE)
    assert widget.result["stage"] == "open" and widget.result["given"] == []
    first = tell(widget, do="answer", given=["c"])
    assert (first["tone"], first["notes"][0]["label"]) == ("wrong", "three &amp; &lt;b&gt;: wrong.")
    assert "Cut off." not in json.dumps(first)
    again = tell(widget, do="answer", given=["b"])
    assert (again["tone"], again["given"]) == ("right", ["b"])
    assert again["turn"] > first["turn"], "the same reply twice must reach the page twice"
    record = progress.load().questions["demo.q_one"]
    assert (record.right_first_time, record.answers) == (False, 2)


def test_a_prediction_is_kept_and_the_reason_comes_on_demand():
    widget = QuizWidget(predicted(ONE))
    assert tell(widget, do="reason")["stage"] == "open", "no reason before an answer"
    kept = tell(widget, do="answer", given=["a"])
    assert (kept["stage"], kept["notes"], kept["given"]) == ("committed", [], ["a"])
    assert tell(widget, do="answer", given=["b"])["given"] == ["a"]
    shown = tell(widget, do="reason")
    assert (shown["stage"], [note["label"] for note in shown["notes"]]) == (
        "shown",
        ["minus <code>three</code>: wrong.", "zero: right."],
    )
    assert progress.load().questions["demo.q_one"].answers == 1


@KINDS
@pytest.mark.parametrize(
    "message",
    [{}, {"do": "x"}, {"do": "answer"}, {"do": "answer", "given": [["a"], {}]}, "text", None, 3],
    ids=repr,
)
def test_no_message_of_a_page_can_break_it(question, message, home):
    widget = QuizWidget(question)
    widget._handle_custom_msg(message, [])
    assert widget.result["stage"] == "open"
    assert not home.exists()
    assert tell(widget, do="answer", given="0.3" if question is NUMBER else ["b"])["notes"]


def test_feedback_reaches_the_page_escaped():
    question = Question("demo.q", "one", "?", options=(Option("a", "x", "`a<b` & <i>", True),) * 1)
    shown = tell(QuizWidget(question), do="answer", given=["a"])
    assert shown["notes"][0]["text"] == "<code>a&lt;b</code> &amp; &lt;i&gt;"


def test_the_page_says_when_progress_cannot_be_saved(tmp_path, monkeypatch, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("RELU_HOME", str(blocked))
    monkeypatch.setattr(progress, "_waiting", {})
    shown = tell(QuizWidget(ONE), do="answer", given=["b"])
    assert shown["tone"] == "right" and "RELU_HOME" in shown["note"]
    assert "RELU_HOME" in capsys.readouterr().err


def test_who_comes_back_is_told():
    note = QuizWidget(ONE, before="so it is").result["note"]
    assert note.startswith("Answered before: so it is. ") and "first answer" in note
    assert QuizWidget(ONE, before="").result["note"].startswith("Answered before. ")
    assert QuizWidget(ONE).result["note"] == ""


def test_the_view_loads_nothing_from_elsewhere():
    source = str(QuizWidget._esm) + str(QuizWidget._css)
    assert "fieldset" in source and "data-lm-suppress-shortcuts" in source
    assert not re.search(r"https?:|//[a-z]+\.|\bimport\b|@import|url\(|fetch\(", source)
