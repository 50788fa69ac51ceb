"""Marks go into a platform's own file, and no other byte changes."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.classroom import csv_bytes
from course_utils.classroom.exports import Mark, fill, marks_csv
from course_utils.classroom.rehearsal import gradebooks, platforms
from course_utils.errors import CourseError
from tests.classroom import oracles

WHEN = datetime(2026, 11, 1, 23, 59, 7)
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Names as hostile as they come: quotes, separators, line ends, formulas; not blank.
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8).map(
    lambda s: "n" + s
)
KEY = {
    "canvas": ("canvas_id", "number"),
    "moodle": ("moodle_id", "number"),
    "brightspace": ("org_defined_id", "number"),
    "blackboard": ("username", "login"),
}


@st.composite
def classes(draw):
    people = [
        platforms.Handed(draw(NAMES), draw(NAMES), 100 + n, f"user{n}", (("x.ipynb", b""),), WHEN)
        for n in range(draw(st.integers(1, 6)))
    ]
    earned = [draw(st.none() | st.floats(0, 45).map(lambda v: round(v, 2))) for _ in people]
    return people, earned


def marks_of(platform, people, earned):
    key, attribute = KEY[platform]
    return [
        Mark(str(p.number), e, 45, p.name, {key: str(getattr(p, attribute))})
        for p, e in zip(people, earned, strict=True)
        if e is not None
    ]


@pytest.mark.parametrize("platform", KEY)
@FEW
@given(drawn=classes())
def test_the_platform_reads_every_mark_and_nothing_else_changed(platform, tmp_path, drawn):
    people, earned = drawn
    name, write = gradebooks.GRADEBOOKS[platform]
    path = tmp_path / name
    before = write(people, 45)
    path.write_bytes(before)
    marks = marks_of(platform, people, earned)
    filled = fill(path, marks)
    wanted = {m.identity[KEY[platform][0]]: m.earned for m in marks}
    assert getattr(oracles, platform)(filled.data) == pytest.approx(wanted)
    assert filled.written == len(marks) and not filled.not_placed
    # Take the marks out again: what is left is the file as it was.
    assert blanked(filled.data) == before
    # A second time there is nothing to do.
    path.write_bytes(filled.data)
    again = fill(path, marks)
    assert again.data == filled.data and again.unchanged == len(marks)


def blanked(data: bytes) -> bytes:
    """Return a filled gradebook with its marks taken out, found by the tokens around them."""
    decoded = csv_bytes.decode(data)
    separator = csv_bytes.separator_of(decoded.text)
    rows = csv_bytes.cells(decoded.text, separator)
    titles = [cell.value for cell in rows[0]]
    (column,) = [i for i, t in enumerate(titles) if t.startswith("ReLU exercises") or t == "Grade"]
    people = [row for row in rows[1:] if len(row) > column]
    edits = {row[column]: "" for row in people if "Points Possible" not in row[0].value}
    return decoded.encode(csv_bytes.replaced(decoded.text, edits, separator))


DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "lineterminator": st.sampled_from(["\r\n", "\n"]),
    }
)
OTHER = st.text(st.characters(codec="cp1252", exclude_characters="\r\0"), max_size=6)
# What stands in the cell of the mark, and the number that it is.
BEFORE = {"": None, "3": 3, "3.00": 3, "45": 45, "1,5": 1.5, "pending": None, "ex": None}


@FEW
@given(
    dialect=DIALECTS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    lines=st.lists(
        st.tuples(OTHER, st.sampled_from([*BEFORE]), OTHER, st.none() | st.integers(0, 45)),
        max_size=6,
    ),
    ends=st.booleans(),
)
def test_whatever_the_dialect_only_marks_change(tmp_path, dialect, encoding, lines, ends):
    rows = [["Student", "ID", "SIS Login ID", "Section", "Work (7)", "Notes"]]
    rows += [[f"n{o}", str(n), f"u{n}", "A", b, f"x{p}"] for n, (o, b, p, _) in enumerate(lines)]
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    text = out.getvalue() if ends else out.getvalue().removesuffix(dialect["lineterminator"])
    path = tmp_path / "g.csv"
    path.write_bytes(text.encode(encoding))
    marks = [Mark(f"u{n}", e, 45) for n, (*_, e) in enumerate(lines) if e is not None]
    filled = fill(path, marks)
    expected = [list(row) for row in rows]
    for row, (_, before, _, earned) in zip(expected[1:], lines, strict=True):
        if earned is not None and before != "ex" and earned != BEFORE[before]:
            row[4] = str(earned)
    # The same writer with the new marks: equal but for the quotes that an old mark had.
    assert oracles.read(filled.data, encoding, dialect["delimiter"]) == expected
    again = io.StringIO()
    csv.writer(again, **dialect).writerows(expected)
    whole = again.getvalue() if ends else again.getvalue().removesuffix(dialect["lineterminator"])
    if "1,5" not in [before for _, before, _, _ in lines]:
        assert filled.data == whole.encode(encoding)


TEXT = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    st.sampled_from('a,;"\r\n\t='), max_size=30
)


@given(TEXT)
@settings(deadline=None)
def test_cells_are_what_csv_reads(text):
    mine = [[cell.value for cell in row] for row in csv_bytes.cells(text)]
    try:
        theirs = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return
    if "\0" not in text:
        assert mine == theirs


@given(TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.data())
@settings(deadline=None)
def test_decoding_and_replacing_touch_only_what_is_asked(text, encoding, data):
    try:
        raw = text.encode(encoding)
        decoded = csv_bytes.decode(raw)
    except (UnicodeError, csv_bytes.TableError):
        return
    assert decoded.encode() == raw
    rows = csv_bytes.cells(decoded.text)
    all_cells = [cell for row in rows for cell in row]
    if not all_cells:
        return
    cell = data.draw(st.sampled_from(all_cells))
    changed = csv_bytes.replaced(decoded.text, {cell: "7.5"})
    kept = len(decoded.text) - cell.end
    assert changed.startswith(decoded.text[: cell.start])
    assert changed.endswith(decoded.text[cell.end :]) or not kept
    new = csv_bytes.cells(changed)
    assert [len(row) or 1 for row in new] == [len(row) or 1 for row in rows]
    assert csv_bytes.replaced(decoded.text, {}) == decoded.text


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_filled_or_refused_in_the_courses_words(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for front in (b"", b"Student,ID,SIS Login ID,Section,HW (1)\n", b"a,b,Username,Q |7\n"):
        path.write_bytes(front + data)
        try:
            filled = fill(path, [Mark("17", 3, 5)])
        except CourseError as error:
            assert str(error)
        else:
            assert filled.report()


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Week 1 (11),Week 2 (12),Read (13),"
    "Current Score\r\n"
    '"    Points Possible",,,,,,45.0,10,(read only),(read only)\r\n'
    '"Lovelace, Ada",17,S17,ada,A,,EX,,,91\r\n'
    '"Müller, Jörg",18,,jm,A,"two\r\nlines",,3,,\r\n'
    '="=name",19,,eq,A,,5,,,\r\n'
    "Muted,,,,,,,,,\r\n"
)


def canvas_file(tmp_path, text=CANVAS):
    path = tmp_path / "g.csv"
    path.write_bytes(text.encode())
    return path


def test_canvas_traps(tmp_path):
    marks = [
        Mark("17", 40, 45, "lovelaceada", {"canvas_id": "17"}),
        Mark("x", 44.5, 45, "Jörg Müller"),
        Mark("19", 5, 45, "", {"canvas_id": "19"}),
        Mark("20", 1, 45, "Nobody", {"canvas_id": "20"}),
    ]
    filled = fill(canvas_file(tmp_path), marks, column="Week 1")
    assert filled.data.decode() == CANVAS.replace('lines",,3', 'lines",44.5,3')
    assert filled.report().splitlines() == [
        "Canvas, column Week 1: 1 mark written, 1 there already.",
        "Not written (2):",
        "  Nobody (20): nobody in the file has this id or this name",
        "  lovelaceada (17) is excused (EX) there: left as it is",
    ]


def test_canvas_points_of_the_column(tmp_path):
    marks = [Mark("18", 44, 45, "", {"canvas_id": "18"})]
    filled = fill(canvas_file(tmp_path), marks, column="12")
    assert "The column counts 10 points, 1 mark is out of 45 (18)." in filled.notes[-1]
    assert b",,44,," in filled.data
    scaled = fill(canvas_file(tmp_path), marks, column="Week 2 (12)", scale=True)
    assert b",,9.78,," in scaled.data and not scaled.notes


def test_the_column_must_be_clear(tmp_path):
    mark = Mark("18", 4, 45, "", {"canvas_id": "18"})
    with pytest.raises(CourseError, match=r"2 columns for marks: 'Week 1', 'Week 2'.*--column"):
        fill(canvas_file(tmp_path), [mark])
    with pytest.raises(CourseError, match=r"no column 'Week 3' for marks. Did you mean 'Week"):
        fill(canvas_file(tmp_path), [mark], column="Week 3")
    text = CANVAS.replace("Week 2", "Definition")
    filled = fill(canvas_file(tmp_path, text), [Mark("18", 4, 10, lesson="01_definition",
                  identity={"canvas_id": "18"})])  # fmt: skip
    assert filled.column == "Definition" and filled.written == 1


def test_a_name_that_two_have_places_no_mark(tmp_path):
    text = CANVAS.replace('"Müller, Jörg",18', '"Lovelace, Ada",18')
    filled = fill(canvas_file(tmp_path, text), [Mark("a", 4, 45, "Ada Lovelace")], column="Week 1")
    assert filled.written == 0 and len(filled.not_placed) == 1


def test_two_marks_of_one_student_are_refused(tmp_path):
    with pytest.raises(CourseError, match="more than one mark"):
        fill(canvas_file(tmp_path), [Mark("17", 1, 2), Mark("17", 2, 2)], column="Week 1")


def test_semicolons_and_an_old_encoding_stay(tmp_path):
    path = tmp_path / "g.csv"
    text = "Student;ID;SIS Login ID;Section;HW (7)\nMüller, Jörg;18;jm;A;\n"
    path.write_bytes(text.encode("cp1252"))
    filled = fill(path, [Mark("jm", 7.25, 10)])
    assert filled.data == text.replace("A;", "A;7.25").encode("cp1252")


GERMAN = (
    "\ufeffID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,"
    "Bewertung kann geändert werden,Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung)\n"
    'Teilnehmer/in11,Ada Lovelace,ada@example.org,x,,"45,00",Ja,-,-\n'
    'Teilnehmer/in12,Jörg Müller,jm@example.org,x,"3,00","45,00",Nein,-,-\n'
    'Teilnehmer/in13,Zoë Ünal,zu@example.org,x,,"45,00",Ja,-,-\n'
)


def test_moodle_in_german(tmp_path):
    path = tmp_path / "w.csv"
    path.write_bytes(GERMAN.encode())
    marks = [Mark("11", 40.5, 45, "Ada Lovelace", {"moodle_id": "11"}), Mark("12", 4, 45, "",
             {"moodle_id": "12"}), Mark("zu@example.org", 46, 45)]  # fmt: skip
    filled = fill(path, marks)
    assert filled.data.decode() == GERMAN.replace('org,x,,"45,00"', 'org,x,"40,5","45,00"', 1)
    assert filled.not_placed == (
        "12 is locked in Moodle",
        "zu@example.org has more than Moodle's maximum of 45: Moodle would skip it",
    )
    assert "Allow updating records" in filled.notes[0]


def test_work_that_came_another_way_finds_its_row_by_any_id(tmp_path):
    marks = [
        Mark("g1", 1, 45, "", {"sid": "S17", "email": "a@example.org"}),
        Mark("jm", 2, 45, "", {"username": "jm"}),
    ]
    filled = fill(canvas_file(tmp_path), marks, column="Week 2")
    assert filled.not_placed == () and filled.written == 2
    path = tmp_path / "w.csv"
    path.write_bytes(GERMAN.encode())
    filled = fill(path, [Mark("g1", 1, 45, "", {"email": "ADA@example.org"})])
    assert filled.written == 1 and not filled.not_placed


def test_a_number_of_another_platform_is_another_person(tmp_path):
    """Moodle's participant 17 is not Canvas's user 17."""
    mark = Mark("17", 1, 45, "Somebody Else", {"moodle_id": "17"})
    filled = fill(canvas_file(tmp_path), [mark], column="Week 2")
    assert filled.written == 0 and len(filled.not_placed) == 1


def test_brightspace_says_which_columns_must_go(tmp_path):
    people = [platforms.Handed("Ada", "Lovelace", 17, "ada", (), WHEN)]
    path = tmp_path / "g.csv"
    path.write_bytes(gradebooks.brightspace(people, 45))
    filled = fill(path, [Mark("ada", 12, 45)])
    assert filled.written == 1
    assert filled.notes[0].endswith("delete Last Name, First Name before upload.")


def test_blackboard_in_dutch_and_as_csv(tmp_path):
    text = (
        '"Achternaam","Voornaam","Gebruikersnaam","Student-id",'
        '"Totaal [Totaal punten: 90 Score] |1","Week 1 [Totaal punten: 45 Score] |664617",'
        '"Weighted Total [Total Pts: 45 Score] |2"\r\n'
        '"Lovelace","Ada","ada","S17","","Moet worden beoordeeld",""\r\n'
        '"de Vries","Jan","jdv","S18","","",""\r\n'
    )
    path = tmp_path / "g.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    marks = [Mark("ada", 40.125, 45, "", {"username": "ada"}), Mark("x", 7, 45, "Jan de Vries")]
    filled = fill(path, marks, column="664617")
    wanted = text.replace('"Moet worden beoordeeld"', '"40.12"').replace(
        '"S18","","",', '"S18","","7",'
    )
    assert filled.data.decode("utf-8-sig") == wanted and filled.column == "Week 1"


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_gradebook_is_refused(tmp_path, data):
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    with pytest.raises(CourseError, match="Next: "):
        fill(path, [Mark("17", 1, 2)])
    with pytest.raises(CourseError, match="cannot be read"):
        fill(tmp_path / "missing.csv", [])


@given(st.text(max_size=20))
def test_no_cell_of_our_tables_is_a_formula(text):
    rows = list(
        csv.reader(io.StringIO(marks_csv([Mark(text, 1, 2, text, lesson=text)]), newline=""))
    )
    assert len(rows) == 2
    for cell in rows[1][:3]:
        # A number is none, a negative one neither.
        assert not cell.startswith(tuple("=+-@\t\r")) or re.fullmatch(r"-\d+(\.\d+)?", cell)
        assert cell.removeprefix("'") == text.removeprefix("'")
