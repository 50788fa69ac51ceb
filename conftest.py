"""How nbval runs the notebooks: `pytest --nbval notebooks exercises solutions`.

It stands here and not in tests/ because pytest applies a conftest's hooks only to files beside
and below it. What it adds to nbval:

- the same settings everywhere: this environment's Python, tests/nbval_sanitize.cfg, 120 s a cell
  (nbval's own limit is 2000 s, and a dead kernel is noticed only then);
- for each notebook the environment of `relu build`, with a fresh RELU_HOME: nobody's progress
  appears in an output, and no test run appears in anybody's progress;
- a notebook of notebooks/ or solutions/ with a cell that was never run fails when it is collected:
  nbval by itself passes such a cell with nothing compared;
- an exercise notebook that somebody has worked in is left alone: what its solution derives runs in
  its place, in its folder. With CI=true the file itself runs, and `relu build --check` proves that
  it is the derived one.

Here too stands which tests a worker takes together, and in which order: pytest-xdist asks this in
the process that hands them out, which reads no conftest further down.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from nbval.plugin import IPyNbFile
from xdist.scheduler import LoadScopeScheduling

from course_utils import lessons, workshop
from course_utils.workshop.running import CELL_SECONDS

ROOT = Path(__file__).parent
# No package names: their examples run in tests/checks/test_checks.py.
collect_ignore_glob = ["course_utils/checks/[0-9]*"]
NBVAL_DEFAULT_SECONDS = 2000
# A worker that gets one of these last keeps the other waiting, so they come first. Answers of the
# corpus share nothing but a child of each worker: they come last, one by one, and fill every gap.
LONGEST = ("test_whole_course.py", "test_start.py")
ONE_BY_ONE = "test_corpus.py"
# What these look at is made once a worker: a JupyterLab in a browser, the site, and the answers of
# all solved notebooks.
LAB = "cards course figures harness in_sight live_pages live_views map quiz reports review train"
SHARING = {
    **{f"tests/browser/test_{name}.py": "lab" for name in LAB.split()},
    "tests/browser/test_site.py": "site",
    "tests/publishing/test_site_pages.py": "site",
    "tests/checks/test_fuzz.py": "solved",
    "tests/checks/test_names.py": "solved",
    "tests/checks/test_numbers.py": "solved",
}


def pytest_configure(config):
    if not config.option.nbval:
        return
    config.option.nbval_current_env = not config.option.nbval_kernel_name
    if config.option.nbval_sanitize_with is None:
        config.option.nbval_sanitize_with = str(ROOT / "tests" / "nbval_sanitize.cfg")
    if config.option.nbval_cell_timeout == NBVAL_DEFAULT_SECONDS:
        config.option.nbval_cell_timeout = CELL_SECONDS


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: _place(item.path))


def _place(path: Path) -> int:
    if path.name in LONGEST:
        return 0
    return {".ipynb": 1, ".py": 2}[path.suffix] + (path.name == ONE_BY_ONE)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share out whole files and notebooks, as ``loadscope`` does, but the corpus by tests."""
    return ByFile(config, log) if config.getvalue("dist") == "loadscope" else None


class ByFile(LoadScopeScheduling):
    """Tests of one file go to one worker, if they share more than they cost."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return nodeid if file.endswith(ONE_BY_ONE) else SHARING.get(file, file)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Collect as nbval does, then give its files the course's way of running."""
    found = yield
    return [
        CourseNotebook.from_parent(parent, path=file_path) if isinstance(node, IPyNbFile) else node
        for node in found
    ]


class CourseNotebook(IPyNbFile):
    """A notebook of the course under nbval."""

    def collect(self):
        kind = self.path.parent.name
        if kind in ("notebooks", "solutions"):
            unrun = workshop.never_run(lessons.read(self.path))
            if unrun:
                raise self.CollectError(
                    f"{kind}/{self.path.name}: cell `{unrun[0]}` was never run, or not in its "
                    "order: its output would be compared with nothing. Next: relu build"
                )
        twin = lessons.path_of("solutions", lessons.stem_in(self.path), self.path.parent.parent)
        if kind == "exercises" and twin.exists() and not workshop.in_ci():
            derived = lessons.derive(lessons.read(twin), f"solutions/{twin.name}")
            if lessons.text_of(derived) != self.path.read_text(encoding="utf-8"):
                return self._collect_instead(derived)
        return list(super().collect())

    def _collect_instead(self, nb):
        mine = self.path
        with tempfile.TemporaryDirectory() as folder:
            self.path = Path(folder) / mine.name
            lessons.write(self.path, nb)
            items = list(super().collect())
        self.path = mine
        for item in items:
            item.path = mine
        return items

    def setup(self):
        self._home = tempfile.TemporaryDirectory(prefix="relu-", ignore_cleanup_errors=True)
        before = dict(os.environ)
        # Made first: it starts from the environment that is about to be replaced.
        wanted = workshop.kernel_env(Path(self._home.name))
        try:
            # The kernel inherits the environment at its start, and nbval passes no other.
            os.environ.clear()
            os.environ.update(wanted)
            super().setup()
        finally:
            os.environ.clear()
            os.environ.update(before)

    def teardown(self):
        super().teardown()
        self._home.cleanup()
