"""A drawn chart that shows itself in a notebook and saves itself, as SVG or as a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from os import PathLike
from pathlib import Path

from fgte.errors import RequestError, WorkError
from fgte.present.chart import Chart
from fgte.present.markup import Html
from fgte.present.svg import render
from fgte.present.theme import WHITE

ENDINGS = (".svg", ".png")
LARGEST_SCALE = 20
_FONT_PACKAGE = "font_source_sans_pro"
_FONT = "Source Sans Pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")
_MARGIN = 12
_FITTED = re.compile(r' width="100%" viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Drawing(Html):
    """A chart as accessible SVG.

    Last in a cell it shows itself; :meth:`save` keeps it as a file.
    """

    def _repr_html_(self) -> str:
        """On white also in a dark notebook, and no wider than a page."""
        return f'<div style="max-width:40rem;background:{WHITE}">{self.source}</div>'

    def save(self, path: str | PathLike[str], *, scale: float = 2) -> Path:
        """Keep the chart as a file; the ending of its name says how.

        ``.svg`` is sharp at every size, keeps its description for those who
        listen, and uses the fonts of whoever opens it. ``.png`` looks the same
        everywhere: the font comes with the program, and no browser is started.

        Parameters
        ----------
        path
            Where to: a name ending in ``.svg`` or ``.png``. A file there is replaced.
        scale
            Picture points per unit of the drawing: 1 is 444 wide, 2 (default) suits
            a screen, 4 suits print. An SVG has no points and ignores it.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        RequestError
            If the ending is another, or the scale is not above 0 and at most 20.
        WorkError
            If the file cannot be written there.
        """
        target = Path(path)
        ending = target.suffix.lower()
        if ending not in ENDINGS:
            raise RequestError("chart_ending", found=target.name, known=", ".join(ENDINGS))
        content = self.png(scale=scale) if ending == ".png" else _standing_alone(self.source)
        try:
            target.write_bytes(content)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            raise WorkError("chart_not_written", place=target, cause=cause) from error
        return target

    def png(self, *, scale: float = 2) -> bytes:
        """The chart as a picture on white, with its own font on every machine.

        Parameters
        ----------
        scale
            Picture points per unit of the drawing.

        Returns
        -------
        bytes
            The picture as PNG.

        Raises
        ------
        RequestError
            If the scale is not above 0 and at most 20.
        """
        if not 0 < scale <= LARGEST_SCALE:
            raise RequestError("chart_scale", found=scale, most=LARGEST_SCALE)
        from resvg_py import svg_to_bytes

        return svg_to_bytes(
            svg_string=_standing_alone(self.source).decode(),
            background=WHITE,
            zoom=scale,
            skip_system_fonts=True,
            font_files=_font_files(),
            sans_serif_family=_FONT,
        )


def draw(chart: Chart) -> Drawing:
    """The chart drawn."""
    return Drawing(render(chart))


def _standing_alone(source: str) -> bytes:
    """The SVG as a file of its own: with a margin, and a size for programs that ask for one."""
    return _FITTED.sub(_with_size, source, count=1).encode()


def _with_size(fitted: re.Match[str]) -> str:
    width, height = (float(side) + 2 * _MARGIN for side in fitted.groups())
    box = f"{-_MARGIN} {-_MARGIN} {width:g} {height:g}"
    return f' width="{width:g}" height="{height:g}" viewBox="{box}"'


def _font_files() -> list[str]:
    folder = resources.files(_FONT_PACKAGE) / "files"
    return [str(folder / name) for name in _FONT_FILES]
