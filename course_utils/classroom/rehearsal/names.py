"""Names of people who do not exist, in many scripts and forms: first name, last name.

Among them are what file names and tables stumble over: right-to-left scripts, combining marks,
apostrophes, hyphens, one name only, two people of one name, a name as long as a line.
"""

from __future__ import annotations

NAMES: tuple[tuple[str, str], ...] = (
    ("Ada", "Lindqvist"), ("Jörg", "Müßig"), ("Zoë", "Ünal"), ("伟", "陈"), ("さくら", "山本"),
    ("민준", "김"), ("Олена", "Шевчук"), ("Ελένη", "Παππά"), ("ליאור", "כהן"), ("فاطمة", "الزهراء"),
    ("अदिति", "शर्मा"), ("สมชาย", "ใจดี"), ("Nguyễn", "Thị Hương"), ("Seán", "O’Brien"),
    ("Anne-Marie", "d'Aubigné"), ("Łukasz", "Żółć"), ("Şule", "Çiğdem"), ("Björk", ""),
    ("თამარ", "ბერიძე"), ("Արամ", "Սարգսյան"), ("মিতা", "সেন"), ("நிலா", "முத்து"),
    ("ሰላም", "ተስፋዬ"), ("José", "Nuñez y Peña"), ("Noe\u0301mie", "Lefe\u0300vre"),
    ("محمد‌رضا", "کریمی"), ("Jean", "van der Berg"), ("Null", "Ofosu"), ("True", "Baker"),
    ("민준", "김"), ("Mary", "Smith-Jones"), ("Xóchitl", "Quetzalli"), ("Kwame", "Ɔkɔmfo"),
    ("Ngozi", "Ọ̀pẹ̀"), ("Ivo", "Đurić"), ("Maximiliane-Theodora Wilhelmine",
     "von Hohenstein-Schwarzenberg zu Unterwaldhausen"), ("Aino", "Häyhä"), ("Ólafur", "Þórsson"),
    ("Dmitri", "Ёлкин"), ("Leïla", "Ben Saïd"),
)  # fmt: skip


def name_of(place: int) -> tuple[str, str]:
    """Return the name of the student at a place; after the last the first ones get a number."""
    turn, index = divmod(place, len(NAMES))
    first, last = NAMES[index]
    return (f"{first} {turn + 1}", last) if turn else (first, last)
