"""How much is tried: little in `make test`, much in `make soak`; and what a long run came to."""

import os
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, settings

from tests.faults.figures import keep_figures

T = TypeVar("T", bound=Callable[..., object])

TIMES = int(os.environ.get("CASEBASE_TIMES", "10" if os.environ.get("CASEBASE_SOAK") == "1" else "1"))

counted: Counter[str] = Counter()


def tries(few: int) -> Callable[[T], T]:
    """Let Hypothesis try so many examples in `make test`, and TIMES as many in `make soak`."""
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    return settings(max_examples=few * TIMES, deadline=None, suppress_health_check=quiet)


def tell_figures() -> None:
    """Keep what this run counted, if it was a long one."""
    figures = {kind.replace(" ", "_"): counted[kind] for kind in sorted(counted)}
    keep_figures("hostile", times_the_short_form=TIMES, **figures)
