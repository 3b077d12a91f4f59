"""What search reads: precedents and originals as passages, many at once."""

import json
from collections.abc import Callable, Sequence

from casebase.domain.passage import Passage, PassageSource
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin, answered_by
from casebase.store.columns import day, day_or_none
from casebase.store.connection import Connection, Row

_OPINIONS = (
    "select o.id, o.consultation_id, c.number, c.title, coalesce(g.name, ''), d.issued_on, c.field, o.outcome,"
    " c.request, c.issues, c.background, c.law, c.view_a, c.view_b, o.text"
    " from opinions o join consultations c on c.id = o.consultation_id join documents d on d.id = o.document_id"
    " left join agencies g on g.id = c.agency_id where "
)
_RULINGS = (
    "select x.id, x.review_id, r.number, r.title, g.name, d.issued_on, r.field, x.outcome,"
    " r.request, r.circumstances, r.argument, x.reasons, x.dismissal_ground"
    " from rulings x join reviews r on r.id = x.review_id join documents d on d.id = x.document_id"
    " join agencies g on g.id = r.agency_id where "
)
_ANSWERS = (
    "select m.id, m.visit_id, v.number, m.department, coalesce(m.answered_on, v.visited_on), m.field, m.track,"
    " m.difficulty, m.law, m.answer"
    " from matters m join visits v on v.id = m.visit_id where "
)
_PRECEDENTS = (
    "select id, number, title, agency, kind, origin, year, answered_on, field, outcome, question, facts,"
    " view_a, view_b, reasons"
    " from precedents where "
)
_LONGEST_TITLE = 80


def list_passages(con: Connection, source: PassageSource, ids: Sequence[str]) -> list[Passage]:
    """Return the passages of one source with some ids, in no order; what is not on record is absent."""
    return _READERS[source](con, ids)


def _precedents(con: Connection, ids: Sequence[str]) -> list[Passage]:
    within, values = con.among("id", ids)
    return [_precedent(row) for row in con.rows(_PRECEDENTS + within, values)]


def _precedent(row: Row) -> Passage:
    id_, number, title, agency, kind, origin, year, answered_on, field, outcome, question, facts, *reasons = row
    return Passage(
        source=PassageSource.PRECEDENT,
        id=id_,
        subject_id=id_,
        number=number,
        title=title,
        agency=agency,
        kind=PrecedentKind(kind),
        origin=PrecedentOrigin(origin),
        told_on=answered_by(day_or_none(answered_on), year),
        year=year,
        field=field,
        outcome=outcome,
        question=question,
        facts=facts,
        reasons=_lines(*reasons),
    )


def _opinions(con: Connection, ids: Sequence[str]) -> list[Passage]:
    within, values = con.among("o.id", ids)
    return [_opinion(row) for row in con.rows(_OPINIONS + within, values)]


def _opinion(row: Row) -> Passage:
    id_, case_id, number, title, agency, issued_on, field, outcome, request, issues, background, law, *views, text = row
    return Passage(
        source=PassageSource.OPINION,
        id=id_,
        subject_id=case_id,
        number=number or "",
        title=title,
        agency=agency,
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.OPINION,
        told_on=day(issued_on),
        year=day(issued_on).year,
        field=field,
        outcome=outcome,
        question=_lines(request, issues),
        facts=_lines(background, law, *views),
        reasons=_lines(*json.loads(text).values()),
    )


def _rulings(con: Connection, ids: Sequence[str]) -> list[Passage]:
    within, values = con.among("x.id", ids)
    rows = con.rows(_RULINGS + within, values)
    observed = _observed(con, [row[1] for row in rows])
    return [_ruling(row, observed.get(row[1], [])) for row in rows]


def _observed(con: Connection, review_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the texts of what audits observed, by review."""
    within, values = con.among("review_id", review_ids)
    observed: dict[str, list[str]] = {}
    sql = f"select review_id, title, text from observations where {within} order by review_id, position"
    for review_id, title, text in con.rows(sql, values):
        observed.setdefault(review_id, []).append(_lines(title, text))
    return observed


def _ruling(row: Row, observed: list[str]) -> Passage:
    id_, review_id, number, title, agency, issued_on, field, outcome, request, circumstances, argument, *decided = row
    return Passage(
        source=PassageSource.RULING,
        id=id_,
        subject_id=review_id,
        number=number,
        title=title,
        agency=agency,
        kind=PrecedentKind.EXEMPTION,
        origin=PrecedentOrigin.RULING,
        told_on=day(issued_on),
        year=day(issued_on).year,
        field=field,
        outcome=outcome,
        question=_lines(request, *observed),
        facts=_lines(circumstances, argument),
        reasons=_lines(*decided),
    )


def _answers(con: Connection, ids: Sequence[str]) -> list[Passage]:
    within, values = con.among("m.id", ids)
    return [_answer(row) for row in con.rows(_ANSWERS + within, values)]


def _answer(row: Row) -> Passage:
    id_, visit_id, number, department, told_on, field, track, difficulty, law, answer = row
    return Passage(
        source=PassageSource.ANSWER,
        id=id_,
        subject_id=visit_id,
        number=number,
        title=difficulty.partition("\n")[0][:_LONGEST_TITLE],
        agency=department,
        kind=PrecedentKind.VISIT,
        origin=PrecedentOrigin.ANSWER,
        told_on=day(told_on),
        year=day(told_on).year,
        field=field,
        outcome=track,
        question=difficulty,
        facts=law,
        reasons=answer,
    )


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


_READERS: dict[PassageSource, Callable[[Connection, Sequence[str]], list[Passage]]] = {
    PassageSource.PRECEDENT: _precedents,
    PassageSource.OPINION: _opinions,
    PassageSource.RULING: _rulings,
    PassageSource.ANSWER: _answers,
}
