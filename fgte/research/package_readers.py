"""How a package is read in R and in Stata: two short programs, made from its own columns."""

from __future__ import annotations

from collections.abc import Mapping

from fgte.research.package_fields import DAY, NUMBER, TABLES, TEXT, WHOLE
from fgte.texts import text

LONGEST_LABEL = 80
"""Stata takes no longer label of a variable."""

LAST = "figures"
"""The table that stays in memory when Stata has read them all."""

_IN_R = {TEXT: "character", WHOLE: "integer", NUMBER: "numeric", DAY: "Date"}


def read_in_r() -> str:
    """A program that reads every table with its types; base R is enough."""
    kinds = ",\n".join(f"  {name} = c({_classes(columns)})" for name, columns in TABLES.items())
    return f"""# {text("research.package.in_r", "sv")}
# {text("research.package.in_r", "en")}
kinds <- list(
{kinds}
)
tables <- lapply(setNames(names(kinds), names(kinds)), function(name) {{
  read.csv(
    file.path("data", paste0(name, ".csv")),
    colClasses = kinds[[name]], na.strings = "", encoding = "UTF-8", stringsAsFactors = FALSE
  )
}})
invisible(list2env(tables, globalenv()))
"""


def read_in_stata() -> str:
    """A program that reads every table, labels its variables, and saves it where it is told to.

    Told no folder it saves nothing: a file beside the data would be a stranger in the package.
    Stata holds one table at a time, so the figures come last and stay in memory.
    """
    said = [
        f"* {text('research.package.in_stata', 'sv')}",
        f"* {text('research.package.in_stata', 'en')}",
        "version 14",
        "args folder",
    ]
    for name in (*(each for each in TABLES if each != LAST), LAST):
        said += ["", *_stata_table(name, TABLES[name])]
    return "\n".join(said) + "\n"


def _classes(columns: Mapping[str, str]) -> str:
    return ", ".join(f'{column} = "{_IN_R[kind]}"' for column, kind in columns.items())


def _stata_table(name: str, columns: Mapping[str, str]) -> list[str]:
    words = [str(n) for n, kind in enumerate(columns.values(), 1) if kind in (TEXT, DAY)]
    numbers = [str(n) for n, kind in enumerate(columns.values(), 1) if kind in (WHOLE, NUMBER)]
    options = ["clear", "varnames(1)", "case(preserve)", 'encoding("utf-8")', 'delimiters(",")']
    options += ["bindquotes(strict)", "maxquotedrows(unlimited)"]
    options += [f"stringcols({' '.join(words)})"] if words else []
    options += [f"numericcols({' '.join(numbers)})"] if numbers else []
    said = [f'import delimited using "data/{name}.csv", {" ".join(options)}']
    for column, kind in columns.items():
        if kind == DAY:
            said += _stata_day(column)
        said.append(f'label variable {column} `"{_label(name, column)}"\'')
    told = 'if `"`folder\'"\' != ""'
    return [*said, f"{told} save `\"`folder'/{name}.dta\"', replace emptyok"]


def _stata_day(column: str) -> list[str]:
    return [
        f'generate {column}_day = date({column}, "YMD")',
        f"format {column}_day %td",
        f"drop {column}",
        f"rename {column}_day {column}",
    ]


def _label(name: str, column: str) -> str:
    if name == "codebook":
        return column
    meaning = text(f"research.field.{name}.{column}", "sv")
    short = meaning if len(meaning) <= LONGEST_LABEL else meaning[: LONGEST_LABEL - 1] + "…"
    return short.replace("`", "'").replace('"', "”")
