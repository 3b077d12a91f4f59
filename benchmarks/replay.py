"""The same page without store and rules: what its calls answered is recorded once and given back."""

import functools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from types import FunctionType, ModuleType
from typing import Any

# What pages ask, and who asks: page scripts import anew on each run, `ui` did so once.
_ASKED = ("casebase.casework", "casebase.law", "casebase.access", "casebase.insight")
_ASKING = "casebase.ui"

Answers = dict[str, list[Any]]
Place = tuple[ModuleType, str, FunctionType]  # where a function is known, by which name


@contextmanager
def recorded(into: Answers) -> Iterator[None]:
    """While open, keep what pages are answered, by function and in order."""
    is_asking = False

    def keeping(function: FunctionType) -> Callable[..., Any]:
        def kept(*args: Any, **kwargs: Any) -> Any:
            nonlocal is_asking
            if is_asking:  # casework asks itself: that is no answer to a page
                return function(*args, **kwargs)
            is_asking = True
            try:
                answer = function(*args, **kwargs)
            finally:
                is_asking = False
            into.setdefault(_name(function), []).append(answer)
            return answer

        return functools.wraps(function)(kept)

    with _exchanged(keeping):
        yield


@contextmanager
def replayed(answers: Answers) -> Iterator[None]:
    """While open, give pages those answers. A rerun asks the same in the same order, so they come round."""
    circles: dict[str, Iterator[Any]] = defaultdict(_none_recorded)
    circles |= {name: cycle(each) for name, each in answers.items()}

    def giving(function: FunctionType) -> Callable[..., Any]:
        circle = circles[_name(function)]
        return lambda *args, **kwargs: next(circle)  # noqa: ARG005 - whatever is asked

    with _exchanged(giving):
        yield


def _none_recorded() -> Iterator[Any]:
    raise LookupError("the page asked something that it had not asked when it was recorded")
    yield


@contextmanager
def _exchanged(standing_for: Callable[[FunctionType], Callable[..., Any]]) -> Iterator[None]:
    places = _places()
    stand_ins = {function: standing_for(function) for function in {function for _, _, function in places}}
    for module, name, function in places:
        setattr(module, name, stand_ins[function])
    try:
        yield
    finally:
        for module, name, function in places:
            setattr(module, name, function)


def _places() -> list[Place]:
    modules = [(name, module) for name, module in list(sys.modules.items()) if name.startswith((*_ASKED, _ASKING))]
    return [
        (module, known_as, value)
        for name, module in modules
        for known_as, value in list(vars(module).items())
        if isinstance(value, FunctionType)
        and value.__module__.startswith(_ASKED)
        and not known_as.startswith("_")
        and (value.__module__ == name or name.startswith(_ASKING))
    ]


def _name(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"
