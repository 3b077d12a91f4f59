"""Lists taken out as files: all of a list that its reader may see, by the list's own filters, from one reading."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework import export_rows
from casebase.casework.advice_sight import ended_before
from casebase.casework.desk import Desk, Look, look
from casebase.casework.due_days import ids_of
from casebase.casework.review_views import lines_as_known
from casebase.domain.access_log import AccessFilter, AccessLine, Shown, Thing
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.listing import (
    AdviceFilter,
    AdviceLine,
    ConsultationFilter,
    ConsultationLine,
    MeetingLine,
    PrecedentFilter,
    ReviewFilter,
    ReviewLine,
    VisitFilter,
    VisitLine,
)
from casebase.domain.precedent import Precedent
from casebase.insight.mirror import Mirror
from casebase.sheets.writing import Columns, Format, Row, write_objects, write_table
from casebase.store import access_log, advice_lists, consultation_lists, meetings, precedents, visit_lists

T = TypeVar("T")
Among = tuple[str, ...] | None  # the ids that a filter leaves which the list itself cannot ask for

AT_ONCE = 5_000  # lines read between two writings
_LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, kw_only=True)
class MeetingFilter:
    """Empty fields do not filter."""

    status: str = ""


@dataclass(frozen=True, kw_only=True)
class Export:
    """One list that can be taken out: the act of seeing it, its filter, its lines and what each is in a file."""

    title: str
    act: Act
    wanted: Callable[..., Any]
    columns: Columns
    lines: Callable[[Look, Any, Among], Iterator[Any]]
    row: Callable[[Any], Row]


def write_export(desk: Desk, mirror: Mirror, what: str, format: Format, wanted: object, path: Path) -> None:
    """Write all lines of a list (a key of EXPORTS) that this person sees, while others go on writing records.

    `wanted` is the list's filter. Precedents as JSON are a casebook. Raises: SignedOut, NotPermitted,
    StorageUnreachable.
    """
    among = ids_of(desk, mirror, wanted.lateness) if isinstance(wanted, ConsultationFilter) else None
    export = EXPORTS[what]
    look(export.act)(_write)(desk, export, format, wanted, among, path)


def export_of(what: str) -> Export:
    """Return a list that can be taken out. Raises: NotFound."""
    if what not in EXPORTS:
        raise NotFound("내려받을 목록을")
    return EXPORTS[what]


def format_of(text: str) -> Format:
    """Return a format by the ending of its files. Raises: NotFound."""
    if text not in set(Format):
        raise NotFound("내려받을 형식을")
    return Format(text)


def wanted_of(export: Export, asked: Mapping[str, str]) -> object:
    """Return a list's filter from texts by the names of its fields. Raises: InvalidEntry for a day that is none."""
    given: dict[str, object] = {}
    for field in fields(export.wanted):  # type: ignore[arg-type]
        text = asked.get(field.name, "")
        if text:
            given[field.name] = _read(field.name, text, field.default)
    return export.wanted(**given)


def _read(name: str, text: str, default: object) -> object:
    try:
        if default is None:
            return date.fromisoformat(text)
        return _number(text) if isinstance(default, int) else text
    except ValueError as fault:
        raise InvalidEntry(f"‘{name}’ 조건을 읽을 수 없습니다. 목록 화면의 ‘내려받기’에서 다시 받으세요.") from fault


def _number(text: str) -> int:
    """Raises: ValueError, also for what no store can hold."""
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(text)
    return int(text)


def _write(asked: Look, export: Export, format: Format, wanted: object, among: Among, path: Path) -> None:
    lines = export.lines(asked, wanted, among)
    asked.note(Shown.PERSONAL, Thing.EXPORT, export.title, export.title)
    if format == Format.JSON and export.act == Act.SEE_PRECEDENT:
        write_objects(path, map(export_rows.casebook_entry, lines))
    else:
        write_table(path, export.columns, map(export.row, lines), format)


def _visits(asked: Look, wanted: VisitFilter, _: Among) -> Iterator[VisitLine]:
    return _paged(lambda limit, offset: visit_lists.list_visits(asked.con, asked.reach, wanted, limit, offset))


def _consultations(asked: Look, wanted: ConsultationFilter, among: Among) -> Iterator[ConsultationLine]:
    is_outside = not asked.may(Act.SEE_CONSULTATION_WORK, ANYTHING)
    return _paged(
        lambda limit, offset: consultation_lists.list_consultations(
            asked.con, asked.reach, wanted, limit, offset, is_outside=is_outside, among=among
        )
    )


def _reviews(asked: Look, wanted: ReviewFilter, _: Among) -> Iterator[ReviewLine]:
    return _paged(lambda limit, offset: lines_as_known(asked, wanted, limit, offset))


def _advice(asked: Look, wanted: AdviceFilter, _: Among) -> Iterator[AdviceLine]:
    ended = ended_before(asked)
    return _paged(lambda limit, offset: advice_lists.list_advice(asked.con, asked.reach, wanted, ended, limit, offset))


def _meetings(asked: Look, wanted: MeetingFilter, _: Among) -> Iterator[MeetingLine]:
    return _paged(lambda limit, offset: meetings.list_meetings(asked.con, asked.reach, wanted.status, limit, offset))


def _access_log(asked: Look, wanted: AccessFilter, _: Among) -> Iterator[AccessLine]:
    return _paged(lambda limit, offset: access_log.list_access(asked.con, wanted, limit, offset))


def _precedents(asked: Look, wanted: PrecedentFilter, _: Among) -> Iterator[Precedent]:
    after = ""
    while some := precedents.list_precedents_in_full(asked.con, wanted, after, AT_ONCE):
        yield from some
        after = some[-1].id


def _paged(page: Callable[[int, int], list[T]]) -> Iterator[T]:
    offset = 0
    while some := page(AT_ONCE, offset):
        yield from some
        offset += len(some)


EXPORTS = {
    "visits": Export(
        title="방문",
        act=Act.SEE_VISIT,
        wanted=VisitFilter,
        columns=export_rows.VISIT_COLUMNS,
        lines=_visits,
        row=export_rows.visit_row,
    ),
    "consultations": Export(
        title="사전컨설팅",
        act=Act.SEE_CONSULTATION,
        wanted=ConsultationFilter,
        columns=export_rows.CONSULTATION_COLUMNS,
        lines=_consultations,
        row=export_rows.consultation_row,
    ),
    "reviews": Export(
        title="면책심사",
        act=Act.SEE_REVIEW,
        wanted=ReviewFilter,
        columns=export_rows.REVIEW_COLUMNS,
        lines=_reviews,
        row=export_rows.review_row,
    ),
    "advice": Export(
        title="법률자문",
        act=Act.SEE_ADVICE,
        wanted=AdviceFilter,
        columns=export_rows.ADVICE_COLUMNS,
        lines=_advice,
        row=export_rows.advice_row,
    ),
    "meetings": Export(
        title="회의",
        act=Act.SEE_MEETING,
        wanted=MeetingFilter,
        columns=export_rows.MEETING_COLUMNS,
        lines=_meetings,
        row=export_rows.meeting_row,
    ),
    "precedents": Export(
        title="사례",
        act=Act.SEE_PRECEDENT,
        wanted=PrecedentFilter,
        columns=export_rows.PRECEDENT_COLUMNS,
        lines=_precedents,
        row=export_rows.precedent_row,
    ),
    "access_log": Export(
        title="열람 기록",
        act=Act.SEE_ACCESS_LOG,
        wanted=AccessFilter,
        columns=export_rows.ACCESS_COLUMNS,
        lines=_access_log,
        row=export_rows.access_row,
    ),
}
