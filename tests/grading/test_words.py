"""A file of words: texts are folded, what it lacks or has too much of is said with its name."""

from __future__ import annotations

import pytest

from course_utils.grading import Cases, Exercise, LocalStudent, judge
from course_utils.grading.words import WordsError

WORDS = '''
title = "Double"
minutes = 1
difficulty = "easy"
hints = ["Twice.", """Two
    times x."""]

[behaviours]
look = 2
task = """Write
    double."""
twice.task = "double(x)"

[look]
squares = 3

[reasons]
"too few" = "{there} of 2."

[mistakes]
squares = "x ** 2 squares."
"off | above" = "{number:.1f} is too much."
"off | below" = "Too little."
'''


@pytest.fixture
def check(tmp_path):
    """The path of a check ``demo.double`` with its words beside it."""
    (tmp_path / "01_demo").mkdir()
    path = tmp_path / "01_demo" / "double.py"
    path.with_suffix(".toml").write_text(WORDS, encoding="utf-8")
    return path


def test_an_exercise_reads_its_words_and_its_lessons(check):
    check.with_name("_words.toml").write_text('[mistakes]\nshared = "Of all."\n', encoding="utf-8")
    double = Exercise.of(str(check), seconds=1.0)
    assert (double.id, double.title, double.seconds) == ("demo.double", "Double", 1.0)
    assert double.hints == ("Twice.", "Two times x.")
    double.mistakes({"squares": [lambda x: x**2, lambda x: x * x], "shared": abs})
    assert [m.name for m in double.misconceptions] == ["squares", "squares", "shared"]
    assert (double.misconceptions[0].look, double.misconceptions[2].says) == (3, "Of all.")


@pytest.mark.parametrize("got, reason", [(7.25, "7.2 is too much.\nAsk."), (1.0, "Too little.")])
def test_a_mistake_with_cases_has_one_name_and_fills_its_braces(check, got, reason):
    double = Exercise.of(str(check))

    @double.behaviour("twice", points=1)
    def _twice(ask):
        got = ask.call(1.0)
        if got > 2:
            ask.mistaken("off | above", "Ask.", got=got, expected=2.0, number=got)
        ask.mistaken("off | below", got=got, expected=2.0)

    (finding,) = judge(double, LocalStudent({"double": lambda x: got}), 0).findings
    assert (finding.mistake, finding.reason) == ("off", reason)


@pytest.mark.parametrize(
    "change, words",
    [
        (("squares = 3", "squares = 3\n["), "01_demo/double.toml is not TOML"),
        (
            ('title = "Double"', 'titel = "Double"'),
            "01_demo/double.toml has no title: expected behaviours, covers, ",
        ),
        (("minutes = 1", "minutes = 1\nhour = 2"), "toml has an unknown key: .* got 'hour'"),
        (('"easy"', '"simple"'), "demo.double: difficulty: expected one of easy, .* got 'simple'"),
        (('["Twice.", """Two\n    times x."""]', '["Twice."]'), "at least two, got .'Twice.',."),
        (("look = 2", "lok = 2"), r"double.toml: .behaviours. has an unknown key: .* got 'lok'"),
        (("twice.task", "twice.text"), r".behaviours.'twice'. has an unknown key: .* got 'text'"),
        (("look = 2", 'look = "2"'), r".behaviours.: look: expected a number, got '2'"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(check, change, words):
    path = check.with_suffix(".toml")
    path.write_text(WORDS.replace(*change), encoding="utf-8")
    with pytest.raises(WordsError, match=words):
        Exercise.of(str(check))


def test_behaviours_have_their_words(check):
    double = Exercise.of(str(check))
    double.behaviour("twice", points=1)(print)
    double.marks(Cases("edges", 1, lambda rng: []))
    said = [(b.look, b.task) for b in double.behaviours]
    assert said == [(2, "double(x)"), (2, "Write double.")]
    assert double.reason("too few", there=1) == "1 of 2."
    double.all_told()


@pytest.mark.parametrize(
    "change, words",
    [
        ("twice.task", r"demo.double: .behaviours.: expected one of 'thrice', got 'twice'"),
        ("thrice.reason", r"demo.double: 'thrice' is no `Cases`, and Behaviour has no reason"),
    ],
)
def test_words_without_a_behaviour_are_refused(check, change, words):
    path = check.with_suffix(".toml")
    path.write_text(WORDS.replace("twice.task", change), encoding="utf-8")
    double = Exercise.of(str(check))
    with pytest.raises(WordsError, match=words):
        double.behaviour("thrice", points=1)(print)
        double.all_told()


def test_no_file_and_a_mistake_without_words(check):
    with pytest.raises(WordsError, match=r"no words for a mistake: .* got 'halves'. Write"):
        Exercise.of(str(check)).mistakes({"halves": lambda x: x / 2})
    with pytest.raises(WordsError, match=r"no words for a reason: .* got 'too many'. Write"):
        Exercise.of(str(check)).reason("too many")
    with pytest.raises(WordsError, match=r"There is no 01_demo/triple\.toml"):
        Exercise.of(str(check.with_name("triple.py")))
