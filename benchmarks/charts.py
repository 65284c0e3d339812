"""Thirteen indicator charts of one municipality: ours against plotly and matplotlib, in one run.

All start from the same chart specs, made of the figures that ship, and end in what a page carries:
ours and matplotlib's as SVG, plotly's figure as the JSON that its script (3.5 MB more, not counted)
draws from in the reader's browser. plotly is asked in two ways: trace by trace, and with one
dictionary, which is how our own detail view does it. Each gets the lines with their marks, the
interval as a band, the odd years as open marks, the breaks, the axis and the labels at the line
ends. That every figure of the own line is in ours and in plotly's is checked before any time is
printed.

    python benchmarks/charts.py [--repeat 15] [--municipality Kungsbacka] [--profile]

matplotlib comes with the extra ``bench``; without it that row is left out and says so.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import io
import platform
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from statistics import median

import plotly.graph_objects as go

from fgte import assess_all
from fgte.present.axis import chart_window
from fgte.present.chart import Line, LineRole, PointMark, SeriesChart
from fgte.present.charts import series_chart
from fgte.present.detail import plotly_figure
from fgte.present.runs import Run, bands, figures_of, runs
from fgte.present.svg import render
from fgte.present.theme import BAND, BLUE, LINE_STYLES
from fgte.present.wording import point_words
from fgte.settings import read_settings
from fgte.store import build, open_table

OURS = "ours: spec to SVG"
SPECS = "ours: finding to spec"
PACKAGES = ("plotly", "matplotlib", "numpy")
AIM_SECONDS, AIM_BYTES = 0.025, 12_000

Drawn = list[bytes]


def main() -> None:
    """Run the rounds in alternating order, compare what came, print medians and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--municipality", default="Kungsbacka")
    parser.add_argument("--profile", action="store_true", help="where our time goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings({}, home=home)
        build(settings)
        findings = assess_all(asked.municipality, store=open_table(settings.store))
        specs = [series_chart(each) for each in findings]
        ways = drawing_ways()
        require_the_same_figures(specs, ways)
        ways[SPECS] = lambda _: [series_chart(each).id.encode() for each in findings]
        if asked.profile:
            print_profile(specs)
        else:
            times = rounds(ways, specs, asked.repeat)
            print_result(times, {name: way(specs) for name, way in ways.items()}, len(specs))


def drawing_ways() -> dict[str, Callable[[list[SeriesChart]], Drawn]]:
    """Every way to draw that is installed."""
    ways: dict[str, Callable[[list[SeriesChart]], Drawn]] = {
        OURS: lambda specs: [render(each).encode() for each in specs],
        "plotly, add_scatter": lambda specs: [by_traces(e).to_json().encode() for e in specs],
        "plotly, one dict": lambda specs: [plotly_figure(e).to_json().encode() for e in specs],
    }
    if installed("matplotlib"):
        ways["matplotlib, SVG"] = lambda specs: [by_matplotlib(each) for each in specs]
    else:
        print("matplotlib is not installed (extra bench): its row is left out")
    return ways


def by_traces(chart: SeriesChart) -> go.Figure:
    """The same chart in plotly the ordinary way."""
    figure = go.Figure()
    for line in chart.lines:
        style = LINE_STYLES[line.role]
        for run in runs(line, chart.breaks):
            for part in bands(run) if line.role is LineRole.OWN else ():
                years, lows, highs = bounds(part)
                figure.add_scatter(
                    x=[*years, *years[::-1]], y=[*highs, *lows[::-1]], fill="toself",
                    fillcolor=BAND, line_width=0, hoverinfo="skip", showlegend=False,
                )  # fmt: skip
            figure.add_scatter(
                x=[point.year for point in run], y=[point.value for point in run],
                name=line.label, mode="lines+markers", marker_size=2 * style.size or 3,
                line={"color": style.colour, "width": style.width},
                hovertext=[point_words(line.label, p, chart.unit) for p in run],
            )  # fmt: skip
        odd = odd_points(line)
        figure.add_scatter(
            x=[x for x, _ in odd], y=[y for _, y in odd], mode="markers", showlegend=False,
            marker={"color": "white", "line": {"color": style.colour, "width": 1.8}},
        )  # fmt: skip
    for mark in chart.breaks:
        figure.add_vline(x=mark.year - 0.5, line_dash="dot", annotation_text=mark.label)
    window = chart_window(chart)
    figure.update_yaxes(range=[window.low, window.high], tickvals=window.ticks)
    figure.update_layout(title=chart.title, template="none", separators=",\u00a0")
    return figure


def by_matplotlib(chart: SeriesChart) -> bytes:
    """The same chart as matplotlib's SVG, without a window or pyplot's memory of figures."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.7, 4))
    axes = figure.subplots()
    for line in chart.lines:
        style = LINE_STYLES[line.role]
        for run in runs(line, chart.breaks):
            for part in bands(run) if line.role is LineRole.OWN else ():
                years, lows, highs = bounds(part)
                axes.fill_between(years, lows, highs, color=BLUE, alpha=0.15, linewidth=0)
            axes.plot(
                [point.year for point in run], [point.value for point in run],
                color=style.colour, linewidth=style.width, marker="o", markersize=2 * style.size,
            )  # fmt: skip
        odd = odd_points(line)
        axes.plot([x for x, _ in odd], [y for _, y in odd], "o", color=style.colour, mfc="white")
        if ends := figures_of(line):
            axes.annotate(line.label, (ends[-1].year, ends[-1].value or 0))
    for mark in chart.breaks:
        axes.axvline(mark.year - 0.5, linestyle=":")
    window = chart_window(chart)
    axes.set_ylim(window.low, window.high)
    axes.set_yticks(window.ticks)
    axes.set_title(chart.title, fontsize=9)
    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


def bounds(part: Run) -> tuple[list[int], list[float], list[float]]:
    """The years of a band with its lower and upper ends."""
    rows = [(point.year, *point.interval) for point in part if point.interval]
    years, lows, highs = ([row[i] for row in rows] for i in range(3))
    return years, lows, highs


def odd_points(line: Line) -> list[tuple[int, float]]:
    """The odd years of a line."""
    odd = (point for point in line.points if point.mark is PointMark.ODD_YEAR)
    return [(point.year, point.value) for point in odd if point.value is not None]


def require_the_same_figures(
    specs: list[SeriesChart], ways: dict[str, Callable[[list[SeriesChart]], Drawn]]
) -> None:
    """Stop unless every way carries every figure of every own line.

    Ours says each in words and plotly carries them as numbers; matplotlib's SVG has only places,
    and is drawn from the same points.
    """
    drawn = {name: way(specs) for name, way in ways.items()}
    for i, spec in enumerate(specs):
        own = spec.lines[0]
        said = [point_words(own.label, point, spec.unit) for point in figures_of(own)]
        if not all(words in drawn[OURS][i].decode() for words in said):
            sys.exit(f"{spec.id}: a figure is not in our SVG; the times mean nothing.")
        figures = [f"{point.value!r}" for point in figures_of(own)]
        for name in (name for name in ways if name.startswith("plotly")):
            if not all(figure in drawn[name][i].decode() for figure in figures):
                sys.exit(f"{spec.id}: a figure is not in {name}; the times mean nothing.")


def rounds(
    ways: dict[str, Callable[[list[SeriesChart]], Drawn]], specs: list[SeriesChart], repeat: int
) -> dict[str, list[float]]:
    """CPU seconds of each way, in alternating order; the first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(repeat + 1):
        for name in list(ways)[:: 1 if number % 2 else -1]:
            gc.collect()
            started = time.process_time()
            ways[name](specs)
            if number:
                times[name].append(time.process_time() - started)
    return times


def print_result(times: dict[str, list[float]], drawn: dict[str, Drawn], charts: int) -> None:
    """Medians and ratios, sizes, and whether the aims are met."""
    ours = median(times[OURS])
    print(f"{charts} charts, CPU{'':<14}{'median':>10}{'ratio':>8}{'kB each':>10}{'largest':>9}")
    for name, spent in times.items():
        sizes = [len(each) / 1000 for each in drawn[name]]
        kilobytes = f"{median(sizes):>10.1f}{max(sizes):>9.1f}" if name != SPECS else ""
        print(f"{name:<28}{1000 * median(spent):>7.1f} ms{median(spent) / ours:>8.1f}{kilobytes}")
    largest = max(map(len, drawn[OURS]))
    print(f"\naim: {charts} under {1000 * AIM_SECONDS:.0f} ms: {said(ours < AIM_SECONDS)}")
    print(f"aim: each under {AIM_BYTES / 1000:.0f} kB: {said(largest < AIM_BYTES)}")
    print(f"\n{platform.platform()}, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES if installed(name)))


def print_profile(specs: list[SeriesChart]) -> None:
    """The functions that our rendering spends its time in."""
    profile = cProfile.Profile()
    with profile:
        for _ in range(20):
            for spec in specs:
                render(spec)
    pstats.Stats(profile).sort_stats("tottime").print_stats(18)


def said(met: bool) -> str:
    """In a word."""
    return "yes" if met else "no"


def installed(name: str) -> bool:
    """Whether a package is there."""
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


if __name__ == "__main__":
    main()
