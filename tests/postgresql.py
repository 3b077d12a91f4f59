"""A throw-away PostgreSQL server from Debian's package, for tests that run on both engines."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest

from casebase.store.connection import Store
from casebase.store.ids import new_id
from casebase.store.migrate import apply_pending

TEMPLATE = "casebase_template"
EMPTY = "template0"
# Nothing of it is to outlive the tests, nor to be copied to another server.
FLEETING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0")


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def must_be_installed() -> Path:
    """Return the programs' folder; without it the test is skipped, or fails where all tests must run."""
    folder = programs()
    if folder is None:
        why = "PostgreSQL is not installed (Debian: apt-get install postgresql): its half of these tests did not run"
        if os.environ.get("CASEBASE_ALL_TESTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return folder


@contextlib.contextmanager
def serving(bin_folder: Path, settings: Sequence[str] = ()) -> Iterator[str]:
    """Run a server with a migrated template database until the block ends; yield its address without a database.

    `settings` are more of the server's own, as `name=value`.
    """
    folder = Path(tempfile.mkdtemp(prefix="casebase-pg-"))
    server = None
    try:
        user = _own(folder)
        data = folder / "data"
        _run_as(
            user, [bin_folder / "initdb", "-D", data, "-A", "trust", "-U", "casebase", "-E", "UTF8", "--locale=C", "-N"]
        )
        options = ["-k", folder, "-c", "listen_addresses=", "-c", "max_connections=60"]
        options += [word for setting in (*FLEETING, *settings) for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([*_as(user), bin_folder / "postgres", "-D", data, *options], stderr=log)
        address = f"postgresql://casebase@/{{database}}?host={folder}"
        _wait_until_ready(bin_folder, folder, server)
        _create_template(address)
        yield address
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def fresh_database(address: str, template: str = TEMPLATE) -> Iterator[str]:
    """Yield the URL of a new migrated database, dropped at the end of the block; one of EMPTY has no tables."""
    database = f"test_{new_id().replace('-', '')}"
    with psycopg.connect(address.format(database="postgres"), autocommit=True) as con:
        con.execute(f"create database {database} template {template} strategy file_copy")
        try:
            yield address.format(database=database)
        finally:
            con.execute(f"drop database {database} with (force)")


def _own(folder: Path) -> str | None:
    """Give the folder to a user who may run a server: initdb refuses root. None: it is ours, and we may."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_name


def _as(user: str | None) -> list[str]:
    """The words before a command: as that user, and ended when the tests end, however they end."""
    switch = ["--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups"] if user else []
    return ["setpriv", *switch, "--pdeathsig", "QUIT"]


def _run_as(user: str | None, command: list[str | Path]) -> None:
    done = subprocess.run([*_as(user), *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _wait_until_ready(bin_folder: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    ready = [bin_folder / "pg_isready", "-q", "-h", folder, "-d", "postgres"]
    for _ in range(200):
        assert server.poll() is None, (folder / "log").read_text(encoding="utf-8", errors="replace")
        if subprocess.run(ready, check=False).returncode == 0:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.05)
    raise AssertionError("the PostgreSQL server did not start in time")


def _create_template(address: str) -> None:
    with psycopg.connect(address.format(database="postgres"), autocommit=True) as con:
        con.execute(f"create database {TEMPLATE}")
    template = Store(address.format(database=TEMPLATE), Path())
    apply_pending(template)
    template.close()
