"""The doors to what the records say together: counts, figures, forecasts, reports, exports; and imports."""

from datetime import date
from io import BytesIO

from casebase.access.act import Act
from casebase.casework import (
    case_imports,
    counts,
    due_days,
    exports,
    figure_cases,
    figures,
    forecasts,
    reports,
)
from casebase.casework.case_ledgers import open_ledger
from casebase.casework.office import office
from casebase.domain.draft import Form
from casebase.domain.listing import Lateness
from casebase.domain.precedent import PrecedentKind
from casebase.insight.figures.asking import Wanted
from casebase.sheets.writing import Format
from tests.case_builders import Person
from tests.door import Door, Given, draft, found, plain
from tests.ledgers import a_ledger
from tests.world import World

WANTED = Wanted(since=date(2026, 1, 1), until=date(2026, 12, 31))
FIGURE = "open_by_age"


def _mirror(*arguments: object) -> Given:
    return lambda *_: (office().mirror, *arguments)


def _a_ledger(*_: object) -> tuple[object, ...]:
    ledger = open_ledger(BytesIO(a_ledger()), "대장.xlsx", PrecedentKind.PRE_CONSULTING)
    return ledger, lambda *_: None


def _export(what: str) -> Given:
    def given(world: World, _: Person) -> tuple[object, ...]:
        wanted = exports.EXPORTS[what].wanted()
        return office().mirror, what, Format.CSV, wanted, world.store.home / f"{what}.csv"

    return given


_SIGHTS = {
    "consultation": Act.SEE_CONSULTATION,
    "review": Act.SEE_REVIEW,
    "visit": Act.SEE_VISIT,
    "advice": Act.SEE_ADVICE,
}

INSIGHT_DOORS = (
    Door(Act.SEE_VISIT, counts.visit_facets, plain()),
    Door(Act.SEE_CONSULTATION, counts.consultation_facets, plain()),
    Door(Act.SEE_REVIEW, counts.review_facets, plain()),
    Door(Act.SEE_TODAY, counts.today_counts, plain()),
    Door(Act.SEE_TODAY, due_days.waiting_cases, _mirror()),
    Door(Act.SEE_CONSULTATION, due_days.due_days, _mirror(())),
    Door(Act.SEE_CONSULTATION, due_days.ids_of, _mirror(Lateness.LATE)),
    Door(Act.SEE_INSIGHT, figures.figure_words, plain()),
    Door(Act.SEE_INSIGHT, figures.figure_table, plain(FIGURE, WANTED)),
    Door(Act.SEE_INSIGHT, figures.offer, plain(FIGURE, WANTED)),
    Door(Act.SEE_INSIGHT, figures.cases_behind, plain(FIGURE, WANTED, {})),
    *(Door(act, figure_cases.case_lines, plain(kind, ())) for kind, act in _SIGHTS.items()),
    Door(Act.SEE_FORECAST, forecasts.forecasts, plain()),
    Door(Act.SEE_FORECAST, forecasts.forecast_of, found("select id from consultations")),
    Door(Act.SEE_REPORT, figures.public_table, plain(FIGURE, WANTED)),
    Door(Act.SEE_REPORT, reports.quarterly_exemptions, plain(2026, 4)),
    Door(Act.SEE_REPORT, reports.quarterly_rows, plain(2026, 4)),
    Door(Act.SEE_REPORT, reports.activity_report, plain(date(2026, 1, 1), date(2026, 9, 30))),
    Door(Act.SEE_REPORT, reports.public_activity_report, plain(date(2026, 1, 1), date(2026, 9, 30))),
    *(Door(export.act, exports.write_export, _export(what)) for what, export in exports.EXPORTS.items()),
    Door(Act.SEE_IMPORT, case_imports.case_import, found("select id from case_imports")),
    Door(Act.SEE_IMPORT, case_imports.sheets_of_draft, draft(Form.CASE_IMPORT, {})),
    Door(Act.SEE_IMPORT, case_imports.ledger_of_draft, draft(Form.CASE_IMPORT, {})),
    Door(Act.SEE_IMPORT, case_imports.preview, _a_ledger),
    Door(Act.IMPORT_CASES, case_imports.import_cases, _a_ledger),
)
