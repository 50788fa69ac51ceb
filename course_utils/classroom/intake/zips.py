"""List a zip, and read a member when asked: within limits, and never onto the disk.

What a zip claims is not believed: sizes are counted while bytes come, members that share bytes are
refused, and a table of contents that is too large is refused before it is read. What this leaves
out: passwords, and methods other than *stored* and *deflated*, which no learning platform uses.
"""

from __future__ import annotations

import functools
import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .members import MB, IntakeError, Limits, Member, Refusal, is_litter, shown, too_large

_CHUNK = 1 << 20
_END, _END64, _LOCATOR64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _UTF8 = 0x1, 0x800
_IN_FULL_ZIP64 = 0xFFFFFFFF
_UNREADABLE = "The zip cannot be read ({why}). Next: download it again, or ask for it again."


@dataclass(frozen=True)
class ZipMember:
    """Reads one member of a zip on disk when called; it can go to another process."""

    path: str
    index: int
    limits: Limits

    def __call__(self) -> bytes:
        """Return the member's bytes; raise `IntakeError` where it cannot be read."""
        try:
            status = os.stat(self.path)
        except OSError as error:
            raise IntakeError(_UNREADABLE.format(why=error.strerror)) from None
        opened = _opened(self.path, status.st_mtime_ns, status.st_size, os.getpid(), self.limits)
        return read_member(opened, self.index, self.limits)


@dataclass(frozen=True)
class NestedMember:
    """Reads a member of a zip that was itself handed in."""

    outer: Callable[[], bytes]
    index: int
    limits: Limits

    def __call__(self) -> bytes:
        """Return the member's bytes; raise `IntakeError` where it cannot be read."""
        return read_member(open_zip(io.BytesIO(self.outer()), self.limits), self.index, self.limits)


@functools.lru_cache(maxsize=4)
def _opened(path: str, changed: int, size: int, process: int, limits: Limits) -> zipfile.ZipFile:
    # One open file for all members: the table of contents is read once and not once a student.
    # `process` is part of the key because a forked child shares the place in the file.
    return open_zip(open(path, "rb"), limits)


def open_zip(file: io.BufferedIOBase, limits: Limits) -> zipfile.ZipFile:
    """Return an open zip.

    Raises
    ------
    IntakeError
        Where it is not one, or its table of contents is too large.
    """
    try:
        listed = _directory_bytes(file)
        if listed > limits.directory_bytes:
            raise IntakeError(
                f"The zip lists more files than a class hands in: its table of contents has "
                f"{listed / MB:.0f} MB. Next: download it again."
            )
        file.seek(0)
        return zipfile.ZipFile(file)
    except IntakeError:
        raise
    # zipfile answers bad bytes with a dozen kinds of error; a person needs one.
    except Exception as error:
        raise IntakeError(_UNREADABLE.format(why=_why(error))) from None


def _directory_bytes(file: io.BufferedIOBase) -> int:
    """Return how large the table of contents says it is; 0 where there is none."""
    size = file.seek(0, os.SEEK_END)
    begin = max(0, size - 66_000)
    file.seek(begin)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    listed = struct.unpack_from("<L", tail, at + 12)[0]
    if tail[at - 20 : at - 16] != _LOCATOR64 or at < 20:
        return listed
    file.seek(min(size, struct.unpack_from("<Q", tail, at - 20 + 8)[0]))
    record = file.read(56)
    if len(record) == 56 and record.startswith(_END64):
        return struct.unpack_from("<Q", record, 40)[0]
    return listed if listed != _IN_FULL_ZIP64 else 0


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """Yield what a zip holds, in the order of names; raise `IntakeError` where it is none."""
    try:
        file = open(path, "rb")  # noqa: SIM115 (closed below, with the zip)
    except OSError as error:
        raise IntakeError(_UNREADABLE.format(why=error.strerror)) from None
    with file, open_zip(file, limits) as opened:
        for index, found in _listed(opened, limits):
            yield _member(found, ZipMember(os.path.abspath(path), index, limits))


def nested(outer: Member, limits: Limits) -> list[Member]:
    """Return what a zip that was handed in holds; raise `IntakeError` where it is none."""
    if outer.size > limits.nested_bytes:
        raise IntakeError(
            f"The zip has {outer.size / MB:.0f} MB; one of more than "
            f"{limits.nested_bytes / MB:.0f} MB is not looked into. Next: ask for the notebook."
        )
    with open_zip(io.BytesIO(outer.load()), limits) as opened:
        listed = _listed(opened, limits)
        return [_member(found, NestedMember(outer.load, i, limits)) for i, found in listed]


@dataclass(frozen=True)
class _Listed:
    path: str
    size: int
    folder: bool
    problem: str


def _listed(opened: zipfile.ZipFile, limits: Limits) -> list[tuple[int, _Listed]]:
    infos = opened.infolist()
    shared = _sharing(infos, getattr(opened, "start_dir", 0))
    found = []
    for index, info in enumerate(infos):
        name = _name(info)
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
        if any(is_litter(part) for part in parts):
            continue
        problem = _path_problem(name, parts) or _problem(info, limits)
        if index in shared:
            problem = "It shares its bytes with another file of the zip, as a zip bomb does."
        inside = [part for part in parts if part != ".."] or ["unnamed"]
        path = "/".join(inside)
        folder = name.endswith(("/", "\\"))
        found.append((index, _Listed(path, info.file_size, folder, problem)))
    # A folder is listed where nothing lies in it, so that its student gets a row.
    filled = {path[:at] for _, one in found for path in [one.path]
              for at, sign in enumerate(path) if sign == "/"}  # fmt: skip
    kept = [pair for pair in found if not pair[1].folder or pair[1].path not in filled]
    return sorted(kept, key=lambda pair: (pair[1].path, pair[0]))


def _member(found: _Listed, load: ZipMember | NestedMember) -> Member:
    if found.problem or found.folder:
        refused = Refusal(found.problem or "This is a folder.")
        return Member(found.path, refused, found.size, found.folder, found.problem)
    return Member(found.path, load, found.size)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; UTF-8 that is not declared (macOS) is read as what it is."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _path_problem(name: str, parts: list[str]) -> str:
    absolute = name.startswith(("/", "\\")) or name[1:3] in (":/", ":\\")
    if absolute or ".." in parts:
        return (
            f"Its name in the zip, '{shown(name)}', points outside of the zip, as an attack's "
            "does. Next: ask how the zip was made."
        )
    return ""


def _problem(info: zipfile.ZipInfo, limits: Limits) -> str:
    """Return why a member is not read, from what the zip says of it."""
    if info.flag_bits & _ENCRYPTED:
        return "It is locked with a password. Next: ask for it without one."
    if info.compress_type not in _READ_METHODS:
        return "It is packed by a method that is not read. Next: ask for an ordinary zip."
    if info.external_attr >> 16 & 0o170000 == 0o120000:
        return "This is a symbolic link, and links are not followed. Next: ask for the file."
    packed = max(1, info.compress_size)
    if info.file_size > limits.ratio_from and info.file_size / packed > limits.ratio:
        return (
            f"It would grow from {packed / 1000:.0f} kB to {info.file_size / MB:.0f} MB when it is "
            "unpacked, as a zip bomb does. Next: ask for the notebook without its outputs."
        )
    return too_large(info.file_size, limits)


def _sharing(infos: list[zipfile.ZipInfo], end: int) -> set[int]:
    """Return the members whose packed bytes reach into the next one's."""
    order = sorted(range(len(infos)), key=lambda i: infos[i].header_offset)
    shared = set()
    for place, index in enumerate(order):
        info = infos[index]
        following = infos[order[place + 1]].header_offset if place + 1 < len(order) else end
        # 30 bytes stand before a name, and the name before the data.
        if info.header_offset + 30 + info.compress_size > following:
            shared.add(index)
    return shared


def read_member(opened: zipfile.ZipFile, index: int, limits: Limits) -> bytes:
    """Return a member's bytes, counted while they come; raise `IntakeError` and nothing else."""
    pieces, size = [], 0
    try:
        with opened.open(opened.infolist()[index]) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > limits.file_bytes:
                    raise IntakeError(too_large(size, limits))
                pieces.append(piece)
    except IntakeError:
        raise
    # As in `open_zip`: whatever is wrong with the bytes, the person needs one sentence.
    except Exception as error:
        raise IntakeError(
            f"The file is damaged in the zip ({_why(error)}). Next: ask for it again."
        ) from None
    return b"".join(pieces)


def _why(error: Exception) -> str:
    return shown(str(error)) or type(error).__name__
