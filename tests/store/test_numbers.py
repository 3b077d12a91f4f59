"""Yearly numbers, on both engines: each given out once, also to two processes at once."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from casebase.casework.desk import retried
from casebase.store.connection import Store
from casebase.store.numbers import next_number, next_numbers

BOTH_READY: list[Barrier] = []


def test_a_series_begins_at_one_each_year_and_for_each_word(store: Store) -> None:
    with store.transaction() as con:
        given = [
            next_number(con, year, word)
            for year, word in ((2026, "방문"), (2026, "방문"), (2026, "면책"), (2027, "방문"), (2026, "방문"))
        ]

    assert given == ["2026-방문-0001", "2026-방문-0002", "2026-면책-0001", "2027-방문-0001", "2026-방문-0003"]


def test_a_refused_act_leaves_no_gap(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as con:
        next_number(con, 2026, "방문")
        raise ZeroDivisionError

    with store.transaction() as con:
        assert next_number(con, 2026, "방문") == "2026-방문-0001"


def test_the_ten_thousandth_number_has_its_digits(store: Store) -> None:
    with store.transaction() as con:
        next_number(con, 2026, "방문")
        con.run("update number_series set last_serial = 9999")

        assert next_number(con, 2026, "방문") == "2026-방문-10000"


def test_many_numbers_at_once_follow_the_last_and_leave_no_gap(store: Store) -> None:
    with store.transaction() as con:
        first = next_number(con, 2026, "사례")
        many = next_numbers(con, 2026, "사례", 3)
        none = next_numbers(con, 2026, "사례", 0)
        last = next_number(con, 2026, "사례")

    assert [first, *many, last] == [f"2026-사례-{serial:04d}" for serial in range(1, 6)]
    assert none == []


def test_two_processes_at_once_never_get_the_same_number(store_url: str) -> None:
    spawn = get_context("spawn")

    with ProcessPoolExecutor(2, mp_context=spawn, initializer=meet_at, initargs=[spawn.Barrier(2)]) as pool:
        first, second = pool.map(take_forty_numbers, [store_url, store_url])

    assert sorted(first + second) == [f"2026-방문-{serial:04d}" for serial in range(1, 81)]
    assert len(first) == len(second) == 40


def meet_at(barrier: Barrier) -> None:
    BOTH_READY.append(barrier)


def take_forty_numbers(url: str) -> list[str]:
    store = Store(url, Path())

    def take() -> str:
        with store.transaction() as con:
            return next_number(con, 2026, "방문")

    BOTH_READY[0].wait(30)
    numbers = [retried(take) for _ in range(40)]
    store.close()
    return numbers
