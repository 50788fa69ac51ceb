"""A file is replaced whole or not at all."""

from __future__ import annotations

import os

import pytest

from course_utils import replacing


def test_new_and_old_files_and_links(tmp_path):
    path = tmp_path / "new" / "a.txt"
    replacing.write_text(path, "één\n")
    assert path.read_bytes() == "één\n".encode()
    if os.name == "posix":
        path.chmod(0o640)
        link = tmp_path / "link"
        link.symlink_to(path)
        replacing.write_bytes(link, b"two", locked=True)
        assert link.is_symlink() and path.stat().st_mode & 0o777 == 0o640
        assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_a_failure_leaves_the_old_file_alone(tmp_path, monkeypatch, step):
    path = tmp_path / "a"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(OSError, match="No space"):
        replacing.write_text(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_windows_is_asked_again_while_a_reader_has_the_file_open(tmp_path, monkeypatch):
    refused = [PermissionError(13, "in use")] * 3
    rename = os.rename

    def busy(source, target):
        if refused:
            raise refused.pop()
        rename(source, target)

    monkeypatch.setattr(replacing.os, "replace", busy)
    monkeypatch.setattr(replacing, "WINDOWS", True)
    replacing.write_text(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "new" and not refused
