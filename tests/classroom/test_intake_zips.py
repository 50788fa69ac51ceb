"""A zip is believed in nothing: limits, bombs, damage, names that lead out, zips in zips."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.classroom import intake
from course_utils.classroom.rehearsal import platforms
from course_utils.errors import CourseError
from tests.classroom.test_intake import WHEN
from tests.classroom.zipping import NOTEBOOK, rows_of, zipped

SMALL = intake.Limits(file_bytes=100_000, ratio_from=10_000, nested_bytes=50_000)


def test_a_large_file_is_a_row_and_is_not_read(tmp_path):
    noise = bytes(range(256)) * 600
    zipped([("ada/x.ipynb", noise), ("bob/x.ipynb", b"1")], tmp_path / "c.zip")
    limits = intake.Limits(file_bytes=100_000, ratio=10_000)
    rows = rows_of(tmp_path / "c.zip", limits=limits)
    assert rows[0].problem.startswith("The file has 0 MB; more than 0 MB are not read")
    assert [row.student for row in rows] == ["ada", "bob"]


def test_a_bomb_is_a_row(tmp_path):
    zipped([("ada/x.ipynb", b"\0" * 90_000), ("bob/x.ipynb", b"1")], tmp_path / "c.zip")
    rows = rows_of(tmp_path / "c.zip", limits=SMALL)
    assert "as a zip bomb does" in rows[0].problem and not rows[1].problem


def test_a_size_that_lies_does_not_help(tmp_path):
    data = bytearray(zipped([("ada/x.ipynb", b"\0" * 400_000), ("bob/x.ipynb", b"1")]))
    for sign, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        struct.pack_into("<L", data, data.find(sign) + offset, 500)
    (tmp_path / "c.zip").write_bytes(data)
    rows = rows_of(tmp_path / "c.zip", limits=SMALL)
    with pytest.raises(CourseError):
        rows[0].load()
    assert rows[1].load() == b"1"


def test_members_that_share_bytes_are_refused(tmp_path):
    """The bomb that needs no nesting: many names for the same packed bytes."""
    data = zipped([("ada/x.ipynb", b"1" * 500), ("bob/x.ipynb", b"2" * 500)])
    end = data.rfind(b"PK\5\6")
    second = data.find(b"PK\1\2", data.find(b"PK\1\2") + 1)
    forged = bytearray(data)
    struct.pack_into("<L", forged, second + 42, 0)  # both begin at the first byte
    assert end > second
    (tmp_path / "c.zip").write_bytes(forged)
    rows = rows_of(tmp_path / "c.zip")
    assert any("shares its bytes" in row.problem for row in rows) and len(rows) == 2


def test_a_table_of_contents_that_is_too_large_is_refused(tmp_path):
    zipped([(f"{n}.ipynb", b"1") for n in range(50)], tmp_path / "c.zip")
    with pytest.raises(CourseError, match="more files than a class hands in"):
        intake.read(tmp_path / "c.zip", limits=intake.Limits(directory_bytes=1000))


@pytest.mark.parametrize("name", ["../../x.ipynb", "/etc/x.ipynb", "..\\..\\x.ipynb", "C:/x.ipynb"])
def test_names_that_lead_out_of_the_zip(tmp_path, name):
    zipped([(name, b"1"), ("bob/x.ipynb", b"2")], tmp_path / "c.zip")
    rows = {row.student: row for row in rows_of(tmp_path / "c.zip")}
    assert len(rows) == 2 and rows["bob"].load() == b"2"
    (other,) = [row for student, row in rows.items() if student != "bob"]
    assert "points outside of the zip" in other.problem
    with pytest.raises(CourseError):
        other.load()
    assert [path.name for path in tmp_path.iterdir()] == ["c.zip"]


def test_a_password_an_odd_method_and_a_link(tmp_path):
    link = zipfile.ZipInfo("cleo/x.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as packed:
        packed.writestr("ada/x.ipynb", b"1", zipfile.ZIP_DEFLATED)
        packed.writestr("bob/x.ipynb", b"1", zipfile.ZIP_LZMA)
        packed.writestr(link, b"/etc/passwd")
    data = bytearray((tmp_path / "c.zip").read_bytes())
    data[data.find(b"PK\1\2") + 8] |= 1
    (tmp_path / "c.zip").write_bytes(data)
    problems = [row.problem for row in rows_of(tmp_path / "c.zip")]
    assert [p.partition(".")[0] for p in problems] == [
        "It is locked with a password",
        "It is packed by a method that is not read",
        "This is a symbolic link, and links are not followed",
    ]


def test_two_members_of_one_name_are_two_rows(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(
            [("ada/x.ipynb", b"1"), ("ada/x.ipynb", b"2"), ("b/x.ipynb", b"")], tmp_path / "c.zip"
        )
    rows = [row for row in rows_of(tmp_path / "c.zip") if row.student == "ada"]
    assert [row.load() for row in rows] == [b"1", b"2"]
    assert "The zip holds several files of the same name." in rows[0].notes


def test_utf8_names_without_the_flag(tmp_path):
    data = bytearray(zipped([("Zoë/x.ipynb", b"1"), ("b/x.ipynb", b"2")]))
    for sign, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = data.find(sign)
        data[at + offset + 1] &= ~0x08
    (tmp_path / "c.zip").write_bytes(data)
    rows = {row.student: row for row in rows_of(tmp_path / "c.zip")}
    assert rows["Zoë"].load() == b"1"


def test_a_zip_handed_in_again_is_a_later_attempt(tmp_path):
    """The number that Canvas gives it counts, whatever the notebooks inside are called."""
    inner = [zipped([(f"{name}.ipynb", NOTEBOOK)]) for name in ("z", "x")]
    zipped([("bob_2_3_hw-1.zip", inner[1]), ("bob_2_9_hw.zip", inner[0])], tmp_path / "c.zip")
    rows = rows_of(tmp_path / "c.zip")
    assert [(row.source[-7:], row.attempt) for row in rows] == [("x.ipynb", 2), ("z.ipynb", 1)]
    (last,) = rows_of(tmp_path / "c.zip", attempts="last")
    assert last.attempt == 2 and not any("same name" in note for note in last.notes)


def test_a_zip_that_was_handed_in_is_looked_into_once(tmp_path):
    inner = zipped([("work/x.ipynb", b"1"), ("__MACOSX/._x.ipynb", b"")])
    twice = zipped([("inner.zip", inner)])
    class_zip = zipped(
        platforms.canvas(
            [platforms.Handed("A", "B", n, "ab", (("x.ipynb", b"1"),), WHEN) for n in (1, 2)]
        )
    )
    members = [("ada/w.zip", inner), ("bob/w.zip", twice), ("cleo/w.zip", class_zip),
               ("dan/w.zip", b"no zip"), ("eve/x.ipynb", b"2")]  # fmt: skip
    zipped(members, tmp_path / "c.zip")
    rows = {row.student: row for row in rows_of(tmp_path / "c.zip")}
    assert rows["ada"].load() == b"1" and rows["ada"].source == "c.zip/ada/w.zip/work/x.ipynb"
    assert rows["ada"].notes == ("From a zip that was handed in, w.zip.",)
    assert rows["bob"].problem.startswith("No notebook (.ipynb) was handed in; there is: w.zip")
    assert "class's download of Canvas" in rows["cleo"].problem
    assert "cannot be read" in rows["dan"].problem
    assert rows["eve"].load() == b"2"


CLASS = [
    platforms.Handed("Ada", "Løvelace", 17 + n, f"a{n}", (("x.ipynb", NOTEBOOK * 9),), WHEN)
    for n in range(3)
]
JOINERS = dict.fromkeys([0x200C, 0x200D])  # part of names in some scripts, and no more than that
WHOLE = {name: zipped(pack(CLASS)) for name, pack in platforms.PLATFORMS.items()}


@settings(max_examples=250, deadline=None)
@given(
    platform=st.sampled_from(sorted(WHOLE)),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=12),
    cut=st.floats(0, 1),
)
def test_flipped_and_cut_bytes_end_in_rows_or_the_courses_own_error(
    tmp_path_factory, platform, flips, cut
):
    data = bytearray(WHOLE[platform])
    for place, mask in flips:
        data[int(place * len(data))] ^= mask
    if cut < 0.2:
        data = data[: int(5 * cut * len(data))]
    path = tmp_path_factory.getbasetemp() / "fuzzed.zip"
    path.write_bytes(data)
    try:
        rows = rows_of(path)
    except CourseError:
        return
    for row in rows:
        assert row.student and row.source.translate(JOINERS).isprintable()
        try:
            loaded = row.load()
        except CourseError as error:
            assert str(error)
        else:
            assert isinstance(loaded, bytes)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_zip_or_the_courses_own_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(b"PK\3\4" + data + b"PK\5\6" + data[:18])
    try:
        rows_of(path)
    except CourseError as error:
        assert str(error)


YAML = st.lists(
    st.sampled_from(
        ["!ruby/object:X ", "!!python/object:os.system ", "&a ", "*a", ":submitters:", ":name: A",
         ":created_at: 2026-11-01", "- ", "\n", "  ", "[", "]", "{", "}", ": ", "submission_1", "|"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=YAML)
def test_any_list_of_people_gives_rows_or_the_courses_own_error(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "yaml.zip"
    zipped([("submission_metadata.yml", text.encode()), ("submission_1/x.ipynb", b"1")], path)
    try:
        rows = rows_of(path)
    except CourseError as error:
        assert "submission_metadata.yml cannot be read" in str(error)
    else:
        assert [row.load() for row in rows] == [b"1"] * len(rows) and rows


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), front=st.sampled_from([b"", b"name,email\n", b"Student,ID\n"]))
def test_any_roster_gives_people_or_the_courses_own_error(tmp_path_factory, data, front):
    path = tmp_path_factory.getbasetemp() / "roster.csv"
    path.write_bytes(front + data)
    try:
        people = intake.read_roster(path).people
    except CourseError as error:
        assert "roster" in str(error)
    else:
        assert all(person.id for person in people)


def test_a_member_without_a_name_is_a_row(tmp_path):
    data = zipped([("a", b"1"), ("bob/x.ipynb", b"2")])
    at = data.find(b"PK\1\2")
    nameless = bytearray(data)
    nameless[at + 28] = 0  # the length of the name; what was the name is a comment now
    nameless[at + 32] = 1
    (tmp_path / "c.zip").write_bytes(nameless)
    rows = {row.student: row for row in rows_of(tmp_path / "c.zip")}
    assert rows["bob"].load() == b"2" and len(rows) == 2


def test_ten_thousand_are_listed_in_constant_time_each(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n in range(10_000):
            packed.writestr(f"s{n:05d}_{n}_{n}_x.ipynb", b"1")
    (tmp_path / "c.zip").write_bytes(out.getvalue())
    rows = rows_of(tmp_path / "c.zip")
    assert len({row.student for row in rows}) == 10_000
    assert rows[-1].load() == b"1"
