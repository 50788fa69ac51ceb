"""Fixtures for all tests. How notebooks are run stands in the conftest.py above this folder."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_progress(tmp_path_factory):
    """No test reads or changes the progress of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELU_HOME", str(tmp_path_factory.mktemp("relu-home")))
        yield


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The whole course as a website, made once: what `publishing.site.build_site` says."""
    from course_utils.publishing.site import build_site

    return build_site(tmp_path_factory.mktemp("site") / "public")
