"""The one place that turns a Figure into the bytes of a PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

__all__ = ["MAX_BYTES", "encode_png", "width_of"]

MAX_BYTES = 60_000  # in a notebook, which stays small enough to read on the web
ALL = 0


def encode_png(
    fig: Figure,
    *,
    dpi: int,
    paper: str = "auto",
    colours: Sequence[int] = (ALL, 256, 64),
    description: str | None = None,
) -> bytes:
    """Return a Figure as PNG bytes, the same for the same Figure.

    Parameters
    ----------
    fig : Figure
    dpi : int
        Pixels an inch.
    paper : str, default "auto"
        Colour behind the axes; "auto" is the Figure's own.
    colours : sequence of int
        Sizes of palette to try in turn (0: every colour) until the picture has at most
        `MAX_BYTES`; the last one stands, whatever its size.
    description : str, optional
        Kept in the file.

    Examples
    --------
    >>> from course_utils.plotting import figure
    >>> fig, ax = figure()
    >>> png = encode_png(fig, dpi=100)
    >>> png[1:4], width_of(png), len(png) <= MAX_BYTES
    (b'PNG', 640, True)
    """
    buffer = io.BytesIO()
    fig.savefig(buffer, format="png", dpi=dpi, facecolor=paper)
    image, png = Image.open(buffer).convert("RGB"), b""
    for count in colours:
        png = _encode(_reduced(image, count), dpi, description)
        if len(png) <= MAX_BYTES:
            break
    return png


def width_of(png: bytes) -> int:
    """Return the width of a PNG in pixels."""
    return Image.open(io.BytesIO(png)).width


def _reduced(image: Image.Image, colours: int) -> Image.Image:
    if colours == ALL:
        return image
    # Of Pillow's methods the one nearest to the colours: with 256 of them no channel is off by
    # more than 3 of 255 in a shaded field (median cut: 34). Dithering costs bytes.
    return image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def _encode(image: Image.Image, dpi: int, description: str | None) -> bytes:
    info = PngInfo()
    if description:
        info.add_itxt("Description", description)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", dpi=(dpi, dpi), pnginfo=info)
    return buffer.getvalue()
