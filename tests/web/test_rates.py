"""How often one address may ask."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from casebase.web.rates import MOST_ADDRESSES, RateLimit


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_are_let_through_and_no_more() -> None:
    clock = Clock()
    rate = RateLimit(30, clock)

    assert [rate.seconds_to_wait("10.0.0.1") for _ in range(32)] == [0] * 30 + [2, 2]
    assert rate.seconds_to_wait("10.0.0.2") == 0, "another address has its own count"

    clock.now += 2
    assert [rate.seconds_to_wait("10.0.0.1") for _ in range(2)] == [0, 2]

    clock.now += 60
    assert [rate.seconds_to_wait("10.0.0.1") for _ in range(31)] == [0] * 30 + [2]


@given(st.lists(st.floats(min_value=0, max_value=20), max_size=200))
def test_over_any_minutes_no_more_is_let_through_than_twice_the_rate(pauses: list[float]) -> None:
    clock = Clock()
    rate = RateLimit(10, clock)
    through: list[float] = []
    for pause in pauses:
        clock.now += pause
        wait = rate.seconds_to_wait("10.0.0.1")
        if not wait:
            through.append(clock.now)
        else:
            clock.now += wait
            assert rate.seconds_to_wait("10.0.0.1") == 0, "who waits as told is let through"
            through.append(clock.now)

    assert all(later - first >= 60 for first, later in zip(through, through[20:], strict=False))


def test_addresses_that_one_customer_holds_are_one() -> None:
    rate = RateLimit(2, Clock())

    assert [rate.seconds_to_wait(f"2001:db8:0:1::{n:x}") for n in range(1, 4)] == [0, 0, 30]
    assert rate.seconds_to_wait("2001:db8:0:2::1") == 0
    assert [rate.seconds_to_wait("no address") for _ in range(3)] == [0, 0, 30]


def test_a_crowd_of_addresses_is_forgotten_but_for_who_asks_most() -> None:
    rate = RateLimit(2, Clock())
    for _ in range(3):
        rate.seconds_to_wait("10.9.9.9")

    for n in range(MOST_ADDRESSES):
        rate.seconds_to_wait(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}")

    assert rate.seconds_to_wait("10.9.9.9") > 0
