"""Which engine an address means, and how its refusals are read."""

import sqlite3

import psycopg
import pytest

from casebase.domain.errors import SettingWrong
from casebase.store.engines import engine_for


def test_the_address_chooses_the_engine() -> None:
    assert engine_for("sqlite:////var/casebase/records.db").kind == "sqlite"
    assert engine_for("postgresql://casebase@localhost/casebase").kind == "postgresql"
    assert engine_for("postgres://casebase@localhost/casebase").kind == "postgresql"


@pytest.mark.parametrize(
    "address", ["", "records.db", "mysql://localhost/casebase", "duckdb:///records.duckdb", "sqlite://records.db"]
)
def test_an_address_of_no_known_engine_is_refused_with_what_to_write(address: str) -> None:
    with pytest.raises(SettingWrong, match="sqlite:///파일 또는 postgresql://"):
        engine_for(address)


@pytest.mark.parametrize(
    ("failure", "meaning"),
    [
        (sqlite3.OperationalError("database or disk is full"), "full"),
        (sqlite3.OperationalError("database is locked"), "conflict"),
        (sqlite3.OperationalError("unable to open database file"), "unreachable"),
        (sqlite3.IntegrityError("UNIQUE constraint failed: visits.number"), "none of them"),
        (sqlite3.OperationalError("no such table: visits"), "none of them"),
        (psycopg.errors.DiskFull(), "full"),
        (psycopg.errors.DeadlockDetected(), "conflict"),
        (psycopg.errors.SerializationFailure(), "conflict"),
        (psycopg.errors.AdminShutdown(), "unreachable"),
        (psycopg.OperationalError("connection refused"), "unreachable"),
        (psycopg.errors.UniqueViolation(), "none of them"),
        (psycopg.errors.UndefinedTable(), "none of them"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_refusal_is_read_as_what_it_means(failure: Exception, meaning: str) -> None:
    address = "postgresql://localhost/casebase" if isinstance(failure, psycopg.Error) else "sqlite:///records.db"
    engine = engine_for(address)

    readings = {
        "full": engine.is_full(failure),
        "conflict": engine.is_conflict(failure),
        "unreachable": engine.is_unreachable(failure),
    }

    assert [name for name, holds in readings.items() if holds] == ([] if meaning == "none of them" else [meaning])
