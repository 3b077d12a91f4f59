"""`python -m benchmarks [name ...]`: measure all, or some, and print one table; all of them also go into README.md."""

import sys
from pathlib import Path

from benchmarks import (
    deadlines,
    figure_pages,
    figures,
    long_list,
    mirrors,
    open_cases,
    pages,
    papers,
    saves,
    search_speed,
    sheets,
    starts,
)
from benchmarks.machine import machine
from benchmarks.measuring import Row
from benchmarks.offices import CASES, FULL_SIZE

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
MEASURES = {
    "pages": pages,
    "deadlines": deadlines,
    "open_cases": open_cases,
    "long_list": long_list,
    "saves": saves,
    "mirrors": mirrors,
    "papers": papers,
    "figures": figures,
    "figure_pages": figure_pages,
    "sheets": sheets,
    "search": search_speed,
    "starts": starts,
}
_HEAD = (
    "| what | ours, ms | against | its ms | ratio | middle half | goal | met |\n|---|---:|---|---:|---:|---|---|---|"
)


def main(names: list[str]) -> None:
    """Measure, print, and keep the table when nothing was left out or made smaller."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.exit(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    rows: list[Row] = []
    for name in names or MEASURES:
        print(f"measuring {name} ...", flush=True)
        rows += MEASURES[name].measured()
    table = "\n".join([_HEAD, *map(_line, rows), "", f"Measured on {machine()}."])
    print(f"\n{table}")
    if not names and CASES == FULL_SIZE:
        _keep(table)


def _line(row: Row) -> str:
    met = {True: "yes", False: "**no**", None: ""}[row.is_met]
    low, high = row.spread
    ratio = f"{row.ratio:.2f}" if row.ratio >= 0.1 else f"{row.ratio:.3f}"
    return (
        f"| {row.what} | {_ms(row.ours_ms)} | {row.peer} | {_ms(row.peer_ms)} | {ratio} | {low:.2f} to {high:.2f}"
        f" | {row.goal} | {met} |"
    )


def _ms(milliseconds: float) -> str:
    """Print milliseconds, to the microsecond where there is not even one."""
    return f"{milliseconds:,.1f}" if milliseconds >= 1 else f"{milliseconds:.3f}"


def _keep(table: str) -> None:
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
