"""JSON casebooks read case by case."""

import json
import tracemalloc
from collections.abc import Iterator
from io import BytesIO

import pytest

from casebase.domain.errors import FileRefused
from casebase.sheets.casebook import CASEBOOK_COLUMNS, rows


def a_case(**told: object) -> dict[str, object]:
    return {"id": "PC-1", "kind": "visit", "year": 2024, "facts": "사실", "note": "읽지 않는 말", **told}


def cells_in(cases: object) -> list[dict[str, str]]:
    content = cases if isinstance(cases, bytes) else json.dumps(cases, ensure_ascii=False).encode()
    return [dict(zip(CASEBOOK_COLUMNS, row.cells, strict=True)) for row in rows(BytesIO(content))][1:]


def test_cases_are_numbered_from_one_below_the_names_of_the_columns() -> None:
    found = list(rows(BytesIO(json.dumps([a_case(), a_case(id="PC-2")]).encode())))

    assert found[0].cells == CASEBOOK_COLUMNS
    assert [row.number for row in found] == [0, 1, 2]


def test_numbers_are_text_and_nothing_is_nothing() -> None:
    assert cells_in([a_case(year=None)])[0]["year"] == ""
    assert cells_in([a_case()])[0] | {"year": "2024", "facts": "사실", "title": ""} == cells_in([a_case()])[0]


def test_an_empty_casebook_has_no_cases() -> None:
    assert cells_in(b" [ ]\n") == []


@pytest.mark.parametrize(
    "content",
    [b'[{"id": "1"}', b'[{"id": "1"},', b'[{"id": ', b"[1 2", b'[{"id": "1"}] x', b'[{"id": "1"}]]', b"[nonsense]"],
)
def test_a_casebook_that_was_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused):
        cells_in(content)


def test_a_value_that_is_no_text_is_named_with_its_case() -> None:
    with pytest.raises(FileRefused, match="2번째 사례의 ‘facts’"):
        cells_in([a_case(), a_case(facts=["목록"])])


def test_a_casebook_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(FileRefused, match="UTF-8"):
        cells_in(json.dumps([a_case()], ensure_ascii=False).encode("cp949"))


def test_a_long_casebook_is_never_held_whole() -> None:
    content = json.dumps([a_case(facts="가" * 2_000) for _ in range(2_000)], ensure_ascii=False).encode()

    tracemalloc.start()
    count = sum(1 for _ in _from(content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 2_001
    assert peak < len(content) / 2


def _from(content: bytes) -> Iterator[object]:
    return rows(BytesIO(content))
