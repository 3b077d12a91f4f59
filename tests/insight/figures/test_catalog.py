"""All figures: over an empty store, over what each role sees, and over a generated office against a count by pandas."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pandas
import pytest

from casebase.domain.account import Account, Role
from casebase.insight.figures import catalog, flow, follow_up, lateness, outcomes, times_taken
from casebase.insight.figures.asking import Figure, ask_figure, ask_sizes
from casebase.insight.mirror import Mirror
from casebase.store.accounts import list_accounts
from casebase.store.connection import Row, Store
from tests.asked_figures import SINCE, UNTIL, brought, count_behind, rows, sight_of, wanted
from tests.builders import TODAY
from tests.generated_office import a_generated_office

CASES = 120
EVERY = list(catalog.FIGURES.values())
# Of these a part counts the things behind it in its first measure.
OF_CASES = [
    flow.OPEN_BY_AGE,
    times_taken.DAYS_BY_FIELD,
    times_taken.DAYS_BY_AGENCY,
    times_taken.DAYS_BY_HANDLER,
    lateness.LATENESS_BY_MONTH,
    lateness.LATE_CAUSES,
    outcomes.OUTCOMES_BY_FIELD,
    outcomes.OUTCOMES_BY_YEAR,
    follow_up.FOLLOW_UPS,
]


def named(figure: Figure) -> str:
    return figure.name


@pytest.mark.parametrize("figure", EVERY, ids=named)
def test_a_figure_over_an_empty_store_has_no_rows(sqlite_store: Store, mirror: Mirror, figure: Figure) -> None:
    brought(mirror, sqlite_store)

    table = ask_figure(mirror, figure, sight_of(somebody(Role.HEAD)), wanted(), TODAY)

    assert table.rows == ()
    assert ask_sizes(mirror, figure, sight_of(somebody(Role.HEAD)), wanted(), TODAY) == {}


def test_every_figure_has_rows_of_its_own_columns_and_none_where_a_filter_matches_nothing(
    sqlite_store: Store, mirror: Mirror
) -> None:
    brought(mirror, a_generated_office(sqlite_store, CASES))

    for figure in EVERY:
        found = rows(mirror, figure)
        assert all(len(row) == len(figure.groups) + len(figure.measures) for row in found), figure.name
        assert len({row[: len(figure.groups)] for row in found}) == len(found), figure.name
        assert rows(mirror, figure, field="없는 분야", region_code="99999", handler_id="nobody") == [], figure.name
        assert None not in [value for row in found for value in row[len(figure.groups) :]], figure.name


def test_as_many_cases_stand_behind_a_part_as_it_counts_whoever_looks(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, a_generated_office(sqlite_store, CASES))

    for person in people(sqlite_store):
        for figure in OF_CASES:
            groups = len(figure.groups)
            counted = {row[:groups]: row[groups] for row in rows(mirror, figure, sight_of(person))}
            assert count_behind(mirror, figure, sight_of(person)) == counted, (person.role, figure.name)
            assert ask_sizes(mirror, figure, sight_of(person), wanted(), TODAY) == counted


def test_what_a_person_may_not_see_is_not_counted_for_them(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, a_generated_office(sqlite_store, CASES))
    answers = frames(mirror)["answers"]

    for person in people(sqlite_store):
        seen = answers[0:0]
        if person.role in {Role.AUDITOR, Role.HEAD, Role.CHAIR}:
            seen = answers
        elif person.role == Role.APPLICANT:
            is_own = (answers.applicant_kind == "agency") & (answers.agency_id == person.agency_id)
            seen = answers[(is_own | (answers.applicant_id == person.id)) & answers.is_told]
        found = rows(mirror, outcomes.OUTCOMES_BY_FIELD, sight_of(person))
        assert found == list_of(seen.groupby(["field", "outcome"]).size()), person.role


def test_totals_are_those_that_pandas_counts(sqlite_store: Store, mirror: Mirror) -> None:
    brought(mirror, a_generated_office(sqlite_store, CASES))
    told = frames(mirror)

    for figure, count in BY_PANDAS.items():
        found = [tuple(None if pandas.isna(value) else value for value in row) for row in rows(mirror, figure)]
        assert sorted(found, key=repr) == sorted(count(told), key=repr), figure.name
        assert found, figure.name


def somebody(role: Role) -> Account:
    return Account(id="somebody", login="somebody", name="아무개", role=role, begins_on=date(2020, 1, 1))


def people(store: Store) -> list[Account]:
    """Somebody of every role, those of the office's own first, and some of its applicants."""
    with store.reading() as con:
        applicants = list_accounts(con, (Role.APPLICANT,))[:3]
    return [*(somebody(role) for role in Role), *applicants]


Frames = dict[str, pandas.DataFrame]


def frames(mirror: Mirror) -> Frames:
    """The tables of the mirror as pandas knows them, and the answers that stand, joined another way than in SQL."""
    names = (
        *("consultations", "opinions", "documents", "consultation_times", "follow_ups", "suspensions", "reviews"),
        *("rulings", "visits", "matters", "events"),
    )
    found = {name: frame(mirror, name) for name in names}
    issued = (
        found["opinions"]
        .query("state == 'issued'")
        .merge(found["documents"], left_on="document_id", right_on="id", suffixes=("", "_paper"))
    )
    newest = issued.sort_values("id").drop_duplicates("consultation_id", keep="last")
    first = issued.query("kind == 'answer'").sort_values("id").drop_duplicates("consultation_id", keep="last")
    answers = newest.query("kind != 'withdrawal'")[["consultation_id", "outcome", "notified_on"]].merge(
        first[["consultation_id", "issued_on"]], on="consultation_id"
    )
    answers = answers.merge(found["consultations"], left_on="consultation_id", right_on="id")
    times = found["consultation_times"][["consultation_id", "stopped_days", "late_days"]]
    answers = answers.merge(times, on="consultation_id")
    answers["days"] = [(one - other).days for one, other in zip(answers.issued_on, answers.received_on, strict=True)]
    answers["net"] = answers.days - answers.stopped_days
    answers["is_told"] = answers.notified_on.notna()
    answers["year"] = [day.year for day in answers.issued_on]
    answers["month"] = [day.replace(day=1) for day in answers.issued_on]
    return {**found, "answers": answers[[SINCE <= day <= UNTIL for day in answers.issued_on]]}


def frame(mirror: Mirror, table: str) -> pandas.DataFrame:
    described = mirror.ask(f"select column_name from (describe {table})").rows
    rows = mirror.ask(f"select * from {table}").rows
    return pandas.DataFrame(rows, columns=[name for (name,) in described], dtype=object)


def list_of(series: "pandas.Series[int]") -> list[Row]:
    return [(*(key if isinstance(key, tuple) else (key,)), count) for key, count in series.items()]


def days(group: str) -> Callable[[Frames], list[Row]]:
    def counted(told: Frames) -> list[Row]:
        opinions = told["answers"].query("outcome not in ('returned', 'transferred')")
        found = []
        for value, part in opinions.groupby(group, dropna=False):
            took = [part[name].astype(float).quantile(share) for name in ("days", "net") for share in (0.5, 0.9)]
            found.append(
                (None if pandas.isna(value) else value, len(part), *(round(number + 1e-9, 1) for number in took))
            )
        return found

    return counted


def late_by_month(told: Frames) -> list[Row]:
    return [(month, len(part), int((part.late_days > 0).sum())) for month, part in told["answers"].groupby("month")]


def followed(told: Frames) -> list[Row]:
    opinions = told["answers"].query("outcome not in ('returned', 'transferred') and is_told")
    reports = told["follow_ups"].sort_values("id").drop_duplicates("consultation_id", keep="last")
    both = opinions[["consultation_id"]].merge(reports, on="consultation_id", how="left")
    states = [
        row.deed if row.state == "accepted" else "unchecked" if row.state == "reported" else "not_reported"
        for row in both.itertuples()
    ]
    return list_of(pandas.Series(states).value_counts())


def open_cases(told: Frames) -> list[Row]:
    ended = {"drafting", "closed", "returned", "transferred", "withdrawn"}
    both = pandas.concat([told["consultations"], told["reviews"]])
    found = both[~both.status.isin(ended) & both.filed_on.notna()]
    began = [row.received_on if isinstance(row.received_on, date) else row.filed_on for row in found.itertuples()]
    edges = {7: "d0", 14: "d8", 30: "d15", 60: "d31", 90: "d61", 100_000: "d91"}
    bands = [next(band for edge, band in edges.items() if (TODAY - day).days <= edge) for day in began]
    return list_of(found.assign(band=bands).groupby(["status", "band"]).size())


def waited_for(told: Frames) -> list[Row]:
    late = (
        told["answers"]
        .query("late_days > 0")
        .merge(
            told["suspensions"].query("cancelled_on.isna()"), on="consultation_id", how="left", suffixes=("", "_wait")
        )
    )
    found: dict[Row, tuple[set[str], int]] = {}
    for case in late.itertuples():
        is_none = pd_none(case.kind)
        body = "" if is_none or case.kind == "expert" else case.agency_id_wait or case.asked_of.strip()
        part = ("none" if is_none else case.kind, body)
        ids, waited = found.setdefault(part, (set(), 0))
        ids.add(case.consultation_id)
        found[part] = ids, waited + (0 if is_none else days_waited(case))
    return [(*part, len(ids), waited) for part, (ids, waited) in found.items()]


def pd_none(value: object) -> bool:
    return value is None or value != value  # pandas writes what is missing as a number that is not itself


def days_waited(case: Any) -> int:
    """The days of a wait, one by one, after the receipt and through the answer."""
    last = case.issued_on if pd_none(case.ends_on) else case.ends_on
    begins_on = case.begins_on if case.kind == "supplement" else case.begins_on + timedelta(days=1)
    every = [begins_on + timedelta(days=n) for n in range((last - begins_on).days + 1)]
    return sum(case.received_on < day <= case.issued_on for day in every)


def in_and_out(told: Frames) -> list[Row]:
    counts: dict[tuple[date, str], list[int]] = {}
    for kind, came, went in [*consulted(told), *reviewed(told), *visited(told)]:
        for place, day in enumerate((came, went)):
            if day is not None and SINCE <= day <= UNTIL:
                counts.setdefault((day.replace(day=1), kind), [0, 0])[place] += 1
    return [(*part, *both) for part, both in counts.items()]


Course = tuple[str, date, date | None]


def ends(told: Frames, kind: str, act: str) -> dict[str, date]:
    events = told["events"]
    acts = events[(events.subject_kind == kind) & (events.act == act)]
    return {row.subject_id: (row.happened_at + timedelta(hours=9)).date() for row in acts.itertuples()}


def consulted(told: Frames) -> Iterator[Course]:
    issued = dict(zip(told["answers"].consultation_id, told["answers"].issued_on, strict=True))
    withdrawn = ends(told, "consultation", "withdraw_consultation")
    for row in told["consultations"].query("received_on.notna()").itertuples():
        yield "consultation", row.received_on, issued.get(row.id) or withdrawn.get(row.id)


def reviewed(told: Frames) -> Iterator[Course]:
    rulings = told["rulings"].query("state == 'issued'").sort_values("id")
    newest = rulings.drop_duplicates("review_id", keep="last").query("kind != 'withdrawal'")
    decisions = rulings.query("kind == 'decision'").drop_duplicates("review_id", keep="last")
    decisions = decisions[decisions.review_id.isin(newest.review_id)]
    decided = {row.review_id: (row.decided_at + timedelta(hours=9)).date() for row in decisions.itertuples()}
    withdrawn = ends(told, "review", "withdraw_application")
    for row in told["reviews"].itertuples():
        received_on = row.received_on if isinstance(row.received_on, date) else None
        if received_on or row.status not in {"applied", "withdrawn"}:
            went = withdrawn.get(row.id) if row.status == "withdrawn" else decided.get(row.id)
            yield "review", received_on or row.filed_on, went


def visited(told: Frames) -> Iterator[Course]:
    later = told["matters"].query("track == 'later' and answered_on.notna()")
    answered = later.groupby("visit_id").answered_on.max().to_dict()
    for row in told["visits"].itertuples():
        went = max(row.visited_on, answered.get(row.id, row.visited_on)) if row.status == "closed" else None
        yield "visit", row.visited_on, went


BY_PANDAS: dict[Figure, Callable[[Frames], list[Row]]] = {
    flow.CASES_BY_MONTH: in_and_out,
    flow.OPEN_BY_AGE: open_cases,
    times_taken.DAYS_BY_FIELD: days("field"),
    times_taken.DAYS_BY_AGENCY: days("agency_id"),
    times_taken.DAYS_BY_HANDLER: days("handler_id"),
    lateness.LATENESS_BY_MONTH: late_by_month,
    lateness.LATE_CAUSES: waited_for,
    outcomes.OUTCOMES_BY_FIELD: lambda told: list_of(told["answers"].groupby(["field", "outcome"]).size()),
    outcomes.OUTCOMES_BY_YEAR: lambda told: list_of(told["answers"].groupby(["year", "outcome"]).size()),
    follow_up.FOLLOW_UPS: followed,
}
