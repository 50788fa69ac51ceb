"""The commands of who stands in front of a class: plan, slides, class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from ..errors import CourseError
from .shared import FAILED, near, stop


@click.command()
@click.argument("name", required=False)
@click.option("--minutes", type=click.IntRange(1, 600), help="What fits into one meeting.")
@click.option("--from", "start", default="01", show_default=True,
              help="The lesson or section to start from, with --minutes.")  # fmt: skip
@click.option("--cards", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the plan and its cue cards to this HTML file.")  # fmt: skip
@click.option("--votes", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Votes of `relu class --save` (default: hands counted on slides).")  # fmt: skip
def plan(
    name: str | None, minutes: int | None, start: str, cards: Path | None, votes: Path | None
) -> None:
    """Plan a meeting: what fits, what it stands on, and cue cards for it.

    Without a NAME and without --minutes it lists the plans there are.

    Example: relu plan --minutes 90 --from 03
    """
    from ..publishing import plan as plans

    try:
        if name is None and minutes is None:
            told = [plans.find(known) for known in plans.names()]
            click.echo("\n".join(f"{found.name:<16}{found.title}" for found in told))
            click.echo("\nNext: relu plan one-session, or relu plan --minutes 90 --from 03")
            return
        found = plans.find(name) if name else plans.fitting(minutes or 90, start)
        click.echo(plans.to_text(found))
        if cards:
            _write_cards(found, cards, votes)
            click.echo(f"\nCue cards: {near(cards)}")
    except (CourseError, OSError) as error:
        stop(str(error))


def _write_cards(found: Any, cards: Path, votes: Path | None) -> None:
    from .. import checks, replacing
    from ..publishing import cues

    wanted = {i.id.partition(".")[0] for m in found.meetings for i in m.items if not i.is_section}
    made = _rehearsed(stem for stem in checks.stems() if stem.partition("_")[2] in wanted)
    told = _with_votes(votes, lambda kept: cues.cues(found, shares=made, votes=kept))
    replacing.write_text(cards, cues.to_html(found, told))


def _rehearsed(stems: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how often a made-up class makes each mistake; nothing where no corpus lies."""
    from ..classroom.rehearsal import shares

    made: dict[str, Counter[str]] = {}
    try:
        for stem in stems:
            made |= shares.mistakes_in(stem)
    except CourseError:
        return {}  # the student edition: the mistakes are named without their shares
    return made


def _kept_votes() -> Path:
    """Return the file of the hands that were counted on slides."""
    from .. import progress

    return progress.path().with_name("votes.json")


def _with_votes(votes: Path | None, use: Callable[[Any], Any]) -> Any:
    """Return what `use` makes of the votes of a file, or of those that were counted on slides."""
    import json

    from ..voting import kept

    if votes is None:
        return use(kept.read(_kept_votes()))
    try:
        return use(json.loads(votes.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, CourseError):
            raise
        raise CourseError(
            f"{votes} cannot be read", expected="what `relu class --save` wrote"
        ) from None


KEYS = """Space turns the page, also back with Shift. S: presenter's window. D: dark or light.
F: full screen. O: overview. ?: all keys. A slider keeps the arrows until Escape.
H: count raised hands, Enter after each number; they are kept for the next class.
To print, or for a PDF: add ?print-pdf to the address, then print."""


@click.command()
@click.argument("lesson")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Write the slides into this folder, and serve nothing.")  # fmt: skip
@click.option("--votes", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Votes of `relu class --save` (default: hands counted on slides).")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="Port to listen on (default: a free one).")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open the slides.")
def slides(lesson: str, out: Path | None, votes: Path | None, port: int, no_browser: bool) -> None:
    """Show a lesson as slides, made from its notebook.

    Questions become votes by raised hands; what the teacher says stands in the presenter's window.
    Only this machine is served, and nothing is asked of the network. H takes the hands you count;
    the next class sees them as bars.

    Example: relu slides 03
    """
    import tempfile
    import webbrowser
    from functools import partial

    from .. import checks, lessons
    from ..publishing.slides import write_slides
    from ..publishing.slides_server import serve
    from ..voting import kept

    def started(address: str) -> None:
        click.echo(f"Slides:     {address}\n{KEYS}\nCtrl-C ends it.")
        if not no_browser:
            webbrowser.open(address)

    try:
        stem = lessons.stem_of(lesson)
        made = _rehearsed([stem] if stem in checks.stems() else [])
        if out:
            count = _with_votes(votes, lambda kept: write_slides(out, stem, kept, made=made))
            click.echo(f"{count} slides. Next: open {near(out / 'index.html')}; the presenter's "
                       "window needs them served: relu slides, or any web server.")  # fmt: skip
            return
        with tempfile.TemporaryDirectory() as folder:
            deck = Path(folder)
            _with_votes(
                votes, lambda kept: write_slides(deck, stem, kept, made=made, counting=True)
            )
            serve(deck, started, port=port, keep=partial(kept.keep, _kept_votes()))
    except (CourseError, OSError) as error:
        stop(str(error))


@click.command("class")
@click.argument("lesson")
@click.option("--question", default="", help="Begin with this one.")
@click.option("--share", is_flag=True, help="Open it to phones on the room's network.")
@click.option("--port", type=click.IntRange(0, 65535), default=0,
              help="Port to listen on (default: a free one).")  # fmt: skip
@click.option("--seats", type=click.IntRange(1, 5000), default=400, show_default=True,
              help="Most devices that may vote.")  # fmt: skip
@click.option("--each", type=click.IntRange(1, 5000), default=3, show_default=True,
              help="Most devices from one address; more behind one router's.")  # fmt: skip
@click.option("--save", "to", type=click.Path(path_type=Path, dir_okay=False),
              help="Keep the counts in this file when it ends.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Do not open the screen.")
def class_(lesson: str, question: str, to: Path | None, no_browser: bool, **options: Any) -> None:
    """Put the predictions of a lesson on the screen: vote, talk, vote again.

    Without --share only this machine is served, and you count raised hands. With it, phones vote:
    no names, no accounts, one vote a device, nothing kept unless --save is given.

    Example: relu class graphs --share --save votes.json
    """
    from .. import lessons
    from ..voting import serving
    from ..voting.room import Room, questions_of

    def started(address: str, key: str) -> None:
        _say_what_is_open(address, key, options["share"])
        if not no_browser:
            serving.open_screen(address, key)

    try:
        room = Room(questions_of(lessons.lesson_name(lessons.stem_of(lesson))), question)
        serving.serve(room, started=started, **options)
        if to:
            count = serving.save(room, to)
            click.echo(f"{near(to)} keeps the counts of {count} question{'s' * (count != 1)}.")
        else:
            click.echo("Ended; nothing was kept.")
    except CourseError as error:
        stop(str(error))
    except OSError as error:
        stop(f"The counts cannot be saved: {error}", FAILED)


def _say_what_is_open(address: str, key: str, share: bool) -> None:
    here = f"http://127.0.0.1:{address.rpartition(':')[2]}/enter?key={key}"
    click.echo(f"Screen:     {here}")
    click.echo(f"Presenter:  {here}&as=presenter   (for your eyes: the counts so far)")
    if share:
        click.echo(f"Phones:     {address}")
        click.echo(
            "Open to everybody in this network, without encryption: they can vote and see the "
            "question, no more."
        )
    else:
        click.echo("Only this machine is served. For phones: --share")
    click.echo("Ctrl-C ends it.")


COMMANDS = (plan, slides, class_)
