"""What several tests of the classroom start from."""

from __future__ import annotations

import pytest

from course_utils.classroom.gradebook import Gradebook


@pytest.fixture
def book(tmp_path):
    with Gradebook.open(tmp_path / "gradebook.db") as opened:
        yield opened
