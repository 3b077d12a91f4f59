"""What a person gets to see by way of the mirror: what searches find, figures count, and files taken out hold."""

from collections.abc import Iterable, Iterator
from datetime import date

from casebase.casework.exports import EXPORTS, write_export
from casebase.casework.figures import cases_behind, figure_table
from casebase.casework.office import office
from casebase.casework.precedent_search import search, similar
from casebase.domain.errors import CasebaseError
from casebase.domain.listing import PrecedentFilter
from casebase.insight.figures.asking import Table, Wanted
from casebase.insight.figures.catalog import FIGURES
from casebase.sheets.writing import Format
from tests.case_builders import Person
from tests.eyes import Seen, texts

SPAN = Wanted(since=date(2026, 1, 1), until=date(2026, 12, 31))


def searched_by(person: Person, queries: Iterable[str]) -> Seen:
    """Return what each query finds, as a search and as a text being written."""
    found = {}
    for query in queries:
        found[f"search {query}"] = _told(search(person.desk, query, PrecedentFilter(), 100, 0).hits)
        found[f"similar {query}"] = _told(similar(person.desk, query, "", 100))
    return found


def taken_out_by(person: Person) -> Seen:
    """Return the content of each list as a file; a list that is not theirs is absent."""
    return dict(_exports(person))


def counted_for(person: Person) -> Seen:
    """Return every figure, with all the cases behind it and those behind each part; none to whom they are not."""
    try:
        return {name: _told(_figure(person, name)) for name in FIGURES}
    except CasebaseError:
        return {}


def _exports(person: Person) -> Iterator[tuple[str, str]]:
    for what, export in EXPORTS.items():
        path = person.store.home / f"{what}.json"
        try:
            write_export(person.desk, office().mirror, what, Format.JSON, export.wanted(), path)
        except CasebaseError:
            continue
        yield f"export {what}", path.read_text(encoding="utf-8")


def _figure(person: Person, name: str) -> tuple[object, ...]:
    table = figure_table(person.desk, name, SPAN)
    parts = [dict(zip(_groups(table), row, strict=False)) for row in table.rows]
    return table.rows, [cases_behind(person.desk, name, SPAN, part) for part in ({}, *parts)]


def _groups(table: Table) -> list[str]:
    return [group.name for group in table.figure.groups]


def _told(value: object) -> str:
    return "\n".join(texts(value))
