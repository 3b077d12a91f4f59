"""PostgreSQL stopped at once and started again, several times, while a server is at work on it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from casebase.store.connection import Store
from tests.faults.crew import gather
from tests.faults.figures import keep_figures
from tests.faults.wholeness import check
from tests.faults.workers import working
from tests.postgresql import TEMPLATE, must_be_installed, serving

RESTARTS = 100 if os.environ.get("CASEBASE_SOAK") == "1" else 3
# What is acknowledged lies in its log: the tests' own server does without.
AS_IN_USE = ("synchronous_commit=on", "full_page_writes=on")

pytestmark = pytest.mark.postgres


@contextmanager
def restartable() -> Iterator[str]:
    """Run a server that may be restarted; yield the URL of a migrated database on it."""
    with serving(must_be_installed(), AS_IN_USE) as address:
        try:
            with psycopg.connect(address.format(database="postgres"), autocommit=True) as con:
                con.execute(f"create database office template {TEMPLATE}")
            yield address.format(database="office")
        finally:
            run_pg_ctl(address, "stop")


def run_pg_ctl(address: str, what: str) -> None:
    """Restart or stop the server of an address without waiting for anybody who is connected."""
    data = Path(parse_qs(urlsplit(address).query)["host"][0]) / "data"
    owner = data.stat()
    user = ["setpriv", "--reuid", str(owner.st_uid), "--regid", str(owner.st_gid), "--clear-groups"]
    command = [str(must_be_installed() / "pg_ctl"), what, "-m", "immediate", "-w", "-D", str(data), "-l", f"{data}/log"]
    subprocess.run([*(user if os.geteuid() == 0 else []), *command], check=True, stdout=subprocess.DEVNULL, timeout=60)


def test_acts_acknowledged_before_a_restart_are_whole_and_work_goes_on_after_it(tmp_path: Path) -> None:
    with restartable() as url:
        store = Store(url, tmp_path / "home")
        crew = gather(store)

        with working(url, store.home, crew, [tmp_path / "mirror.duckdb"]) as (worker,):
            for _ in range(RESTARTS):
                worker.listen(0.8)
                run_pg_ctl(url, "restart")
                worker.listen(0.1)  # to what was said before
                assert worker.hears_more(30)  # without a restart of the product's server

        assert worker.told.unforeseen == []
        check(store, worker.told.acknowledged)
        keep_figures(
            "postgresql_restarts",
            restarts=RESTARTS,
            acknowledged=len(worker.told.acknowledged),
            refused=worker.told.refused["StorageUnreachable"],
            lost=0,
            doubled=0,
        )
        store.close()
