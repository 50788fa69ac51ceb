"""Check answers as they are saved, and say what to do next."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from .. import checks, lessons, progress
from ..errors import CourseError
from ..grading import Exercise, Outcome, Status, to_text
from ..museum.exhibits import offered
from . import checking, puzzles
from .changes import Cells, answers, changed
from .help import next_help
from .keys import Interrupts, Keys
from .saves import Folder, Readings

TICK = 0.1  # seconds between two looks at keys and files
HELP = "Keys: h hint, n next exercise, l list, / search, q quit."


class Screen(Protocol):
    """Where the watch speaks."""

    def say(self, text: str, kind: str = "") -> None:
        """Print a text; kind is "", "right", "wrong" or "quiet"."""

    def line(self, prompt: str) -> str:
        """Let the learner type a line."""


class Watch:
    """Watches exercises/: what a save changed is checked once, and its result kept once.

    Parameters
    ----------
    screen : Screen
    show : callable, optional
        ``show(path)`` opens a notebook and returns what to say of it. It is asked where the next
        exercise is in another notebook: the same one in two tabs would be saved over.
    """

    def __init__(self, screen: Screen, show: Callable[[str], str] | None = None) -> None:
        self._screen, self._show = screen, show
        self._open = ""  # the notebook that the learner has before them
        self._folder = lessons.find_root() / "exercises"
        self._stems = {self._folder / _name(stem): stem for stem in checks.stems()}
        self._seen: dict[Path, Cells] = {}
        self._look_around()
        self._at = progress.load().next_step(checks.all_ids()) or checks.all_ids()[-1]

    def run(self, *, poll: bool = False) -> None:
        """Watch until `q` is pressed; an interrupt ends it too, and reaches the caller.

        Raises
        ------
        CourseError
            When there is no folder to watch.
        """
        if not self._folder.is_dir():
            raise CourseError(
                f"There is no folder {self._folder}", expected="the exercise notebooks in it",
                next_step=f"relu reset {self._at} lays a new one down.",
            )  # fmt: skip
        readings, keys = Readings(), Keys()
        watched = Folder(self._folder, [path.name for path in self._seen], poll=poll)
        with Interrupts() as interrupts, watched as folder, keys:
            self._look_around()  # again: what was saved before the folder was watched
            self._greet(keys.there)
            while True:
                interrupts.raise_if_any()
                books, problems = readings.next(folder.written())
                for problem in problems:
                    self._screen.say(problem, "wrong")
                for path, book in books.items():
                    self.saved(path, book)
                key = keys.pressed(TICK).lower()
                if key == "q":
                    return
                if key == "/":
                    with keys.as_usual():
                        self._search(self._screen.line("Search: "))
                elif key:
                    self.key(key)

    def _look_around(self) -> None:
        """Note what the notebooks say now, so that only a change is checked."""
        for path in self._stems:
            try:
                self._seen[path] = answers(lessons.read(path))
            except (OSError, ValueError):
                self._seen[path] = {}

    def _greet(self, keys: bool) -> None:
        self._screen.say(f"Watching {len(self._seen)} notebooks in exercises/. Save one: what you "
                         "changed is checked.")  # fmt: skip
        self._screen.say(self._about(self._at))
        self._screen.say(HELP if keys else "Ctrl-C ends it.", "quiet")

    def saved(self, path: Path, book: Any) -> None:
        """Check what a save changed, if it changed an answer."""
        before, after = self._seen[path], answers(book)
        self._seen[path], self._open = after, path.name
        exercises = list(checks.exercises_of(self._stems[path]))
        wanted = changed(before, after, exercises)
        if not wanted:
            return
        names = ", ".join(exercise.name for exercise in wanted)
        self._screen.say(f"{path.name} was saved. Checking {names} …", "quiet")
        checked = checking.check_book(wanted, book, seed=secrets.randbits(32))
        for problem in checked.problems:
            self._screen.say(problem, "wrong")
        for outcome in checked.outcomes:
            self._tell(outcome)
        if checked.outcomes:
            self._move_on(checked.outcomes)

    def _tell(self, outcome: Outcome) -> None:
        kind = "right" if outcome.status is Status.RIGHT else "wrong"
        self._screen.say(to_text(outcome), kind)

    def _move_on(self, outcomes: list[Outcome]) -> None:
        """Stay at the first exercise that is not right; go on from the last where all are."""
        missing = [o.exercise for o in outcomes if o.status is not Status.RIGHT]
        self._at = [*missing, outcomes[-1].exercise][0]
        if missing:
            self._screen.say(f"Press h for a hint to {self._at}, or change it and save.", "quiet")
            trained = [o.exercise for o in outcomes if offered(o)]
            for name in trained[:1]:
                self._screen.say(f"What a net makes of the mistake: relu train {name}", "quiet")
        else:
            self._next()

    def key(self, key: str) -> None:
        """Do what a key asks for."""
        if key == "h":
            self._screen.say(f"{self._at}\n{puzzles.in_words(next_help(checks.find(self._at)))}")
        elif key == "n":
            self._next()
        elif key == "l":
            self._list(checks.exercises_of(checks.find(self._at).lesson))
        elif not key.isspace():
            self._screen.say(HELP, "quiet")

    def _next(self) -> None:
        """Go to the next exercise that is not passed, after this one or from the start."""
        ids = checks.all_ids()
        place = ids.index(self._at) + 1
        left = [i for i in ids[place:] + ids[:place] if not self._passed(i)]
        if not left or left == [self._at]:
            done = "Every exercise is done." if not left else f"Only {self._at} is left."
            self._screen.say(done)
            return
        self._go(left[0])

    def _go(self, exercise_id: str) -> None:
        self._at = exercise_id
        self._screen.say(self._about(exercise_id))
        name = _name(lessons.stem_of(checks.find(exercise_id).lesson))
        if self._show is not None and name != self._open:
            self._screen.say(self._show(f"exercises/{name}"), "quiet")
        self._open = name

    def _about(self, exercise_id: str) -> str:
        exercise = checks.find(exercise_id)
        stem = lessons.stem_of(exercise.lesson)
        return (
            f"Next: {exercise.id}, {exercise.title} ({exercise.points} points, about "
            f"{exercise.minutes} minutes), in exercises/{_name(stem)}."
        )

    def _list(self, exercises: tuple[Exercise, ...] | list[Exercise]) -> None:
        known = progress.load()
        for exercise in exercises:
            record = known.exercise(exercise.id)
            state = "right" if record.passed else "begun" if record.attempts else "open"
            here = ">" if exercise.id == self._at else " "
            self._screen.say(f"{here} {state:5}  {exercise.id}  {exercise.title}")

    def _search(self, typed: str) -> None:
        """List the exercises whose name or title has every word; a single one is gone to."""
        wanted = typed.lower().split()
        found = [
            e for e in checks.all_exercises()
            if wanted and all(word in f"{e.id} {e.title}".lower() for word in wanted)
        ]  # fmt: skip
        if len(found) == 1:
            self._go(found[0].id)
        elif found:
            self._list(found)
        else:
            self._screen.say(f"No exercise has {typed!r} in its name. Press l for the list.")

    def _passed(self, exercise_id: str) -> bool:
        return progress.load().exercise(exercise_id).passed


def _name(stem: str) -> str:
    return lessons.starter_path(stem).name  # the exercise notebook has the same
