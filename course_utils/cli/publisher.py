"""The commands that publish the course: site, release."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import CourseError
from .shared import FAILED, near, stop

FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))


@click.command()
@FOLDER
def site(folder: Path) -> None:
    """Write the whole course into DIR as a website.

    The pages are made from the saved notebooks; nothing runs, and no page asks anything of the
    network. Open DIR/index.html, or put the folder on any web server. Exit code 1: a link leads
    nowhere.

    Example: relu site public
    """
    from ..publishing.site import build_site

    try:
        built = build_site(folder)
    except (CourseError, OSError) as error:
        stop(str(error))
    for fault in built.faults:
        click.echo(fault, err=True)
    click.echo(
        f"{built.pages} pages, {built.files} files, {built.megabytes:.1f} MB, "
        f"in {built.seconds:.1f} s. Next: open {near(folder / 'index.html')}"
    )
    sys.exit(FAILED if built.faults else 0)


@click.command()
@FOLDER
def release(folder: Path) -> None:
    """Write the student's and the instructor's edition into DIR, each as folder and zip.

    The student edition has lessons, exercises and checks, and no solution. The same course gives
    the same bytes; SOURCE_DATE_EPOCH sets the time that the files bear.

    Example: relu release dist
    """
    from ..publishing.editions import release as write

    try:
        editions = write(folder)
    except (CourseError, OSError) as error:
        stop(str(error))
    for edition in editions:
        megabytes = edition.zip.stat().st_size / 1e6
        click.echo(f"{near(edition.zip)}: {edition.files} files, {megabytes:.1f} MB")


COMMANDS = (site, release)
