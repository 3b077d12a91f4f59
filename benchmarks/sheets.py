"""A ledger taken in and lists taken out, against pandas on the same data: time, and the memory of each.

Each thing is done in a process of its own, which tells how long its processor worked and how much memory it came to.
"""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.measuring import Row, Times, at_most
from casebase.casework.case_imports import import_cases
from casebase.casework.case_ledgers import open_ledger
from casebase.casework.desk import operator_desk
from casebase.casework.exports import write_export
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import Precedent, PrecedentKind, PrecedentOrigin, PrecedentState
from casebase.insight.mirror import Mirror
from casebase.sheets.writing import Format, write_table
from casebase.store.connection import Store
from casebase.store.ids import new_id
from casebase.store.migrate import apply_pending
from casebase.store.precedents import insert_precedents
from tests.ledgers import HEADS

IMPORTED, EXPORTED = 10_000, 100_000
ROUNDS = 3
_TEXT = "공유재산의 대부료를 감면할 수 있는지 조례와 법령의 해석이 달라 담당 부서가 의견을 구하였다. " * 3
_OURS, _PANDAS = "ours", "pandas"


def measured() -> Iterator[Row]:
    """Yield two rows for each thing done: its time, and its memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_ledger(folder / "ledger.xlsx")
        _fill(_store(folder))
        yield from _compared(folder, "import", f"import of {IMPORTED:,} rows (xlsx)")
        for format in Format:
            yield from _compared(folder, format, f"export of {EXPORTED:,} rows ({format})")


def _compared(folder: Path, what: str, label: str) -> Iterator[Row]:
    times: Times = {_OURS: [], _PANDAS: []}
    memory: Times = {_OURS: [], _PANDAS: []}
    for _ in range(ROUNDS):
        for who in times:
            seconds, megabytes = _in_a_process(folder, what, who)
            times[who].append(seconds)
            memory[who].append(megabytes / 1000)  # the table prints thousandths
    yield at_most(label, times, _OURS, _PANDAS)
    yield at_most(f"{label}, MB of memory", memory, _OURS, _PANDAS)


def _in_a_process(folder: Path, what: str, who: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.sheets", str(folder), what, who]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _done(folder: Path, what: str, who: str) -> None:
    """Do one thing and tell of it on standard output."""
    do = _TASKS[who]
    begin = time.process_time()
    do(folder, what)
    seconds = time.process_time() - begin
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _by_us(folder: Path, what: str) -> None:
    if what == "import":
        with tempfile.TemporaryDirectory(dir=folder) as name, (folder / "ledger.xlsx").open("rb") as file:
            ledger = open_ledger(file, "ledger.xlsx", PrecedentKind.PRE_CONSULTING)
            import_cases(operator_desk(_store(Path(name)), datetime.now(UTC)), ledger, lambda *_: None)
        return
    desk, mirror = operator_desk(_store(folder), datetime.now(UTC)), Mirror(folder / "mirror.duckdb")
    write_export(desk, mirror, "precedents", Format(what), PrecedentFilter(), folder / f"ours.{what}")


def _by_pandas(folder: Path, what: str) -> None:
    import pandas as pd

    if what == "import":
        read = pd.read_excel(folder / "ledger.xlsx", engine="calamine", dtype=str)
        with tempfile.TemporaryDirectory(dir=folder) as name, closing(sqlite3.connect(Path(name) / "a.db")) as con:
            read.to_sql("cases", con, index=False)
        return
    with closing(sqlite3.connect(folder / "records.db")) as con:
        read = pd.read_sql("select * from precedents where state = 'published' order by id", con)
    read = read.drop(columns=["search_text", "redactions"])
    path = folder / f"pandas.{what}"
    writing: dict[str, Callable[[], object]] = {
        Format.XLSX: lambda: read.to_excel(path, index=False, engine="xlsxwriter"),
        Format.CSV: lambda: read.to_csv(path, index=False, encoding="utf-8-sig"),
        Format.PARQUET: lambda: read.to_parquet(path, index=False, compression="zstd"),
        Format.JSON: lambda: read.to_json(path, orient="records", force_ascii=False),
    }
    writing[what]()


def _store(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    return store


def _write_ledger(path: Path) -> None:
    rows = (
        (f"2024-{n}", "가람군", "2024. 3. 4.", "2024-04-02", "계약", f"감면 {n}", *[f"{n} {_TEXT}"] * 5, "인용")
        for n in range(IMPORTED)
    )
    write_table(path, dict.fromkeys(HEADS, str), rows, Format.XLSX)


def _fill(store: Store) -> None:
    with store.transaction() as con:
        for begin in range(0, EXPORTED, 5_000):
            insert_precedents(con, [_precedent(n) for n in range(begin, begin + 5_000)])
    store.close()


def _precedent(n: int) -> Precedent:
    return Precedent(
        id=new_id(),
        number=f"2026-사례-{n:06d}",
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.CASEBOOK,
        source_key=f"pre_consulting:{n}",
        title=f"감면 {n}",
        agency="가람군",
        year=2024,
        field="계약",
        facts=f"{n} {_TEXT}",
        question=_TEXT,
        view_a=_TEXT,
        view_b=_TEXT,
        outcome="인용",
        reasons=f"{_TEXT}{n}",
        source="시험 사례집",
        received_on=date(2024, 3, 4),
        answered_on=date(2024, 4, 2),
        state=PrecedentState.PUBLISHED,
        published_by="operator",
        published_on=date(2026, 1, 1),
    )


_TASKS = {_OURS: _by_us, _PANDAS: _by_pandas}

if __name__ == "__main__":
    _done(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
