"""What search reads of each source, on both engines."""

from datetime import date

from casebase.domain.account import Role
from casebase.domain.passage import PassageSource
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin
from casebase.domain.visit import Track
from casebase.store.connection import Store
from casebase.store.passages import list_passages
from tests.builders import a_business, a_matter, a_visit, an_account
from tests.case_builders import a_person
from tests.consultation_stages import an_issued_opinion
from tests.precedent_builders import a_precedent
from tests.review_stages import an_issued_review


def test_a_precedent_is_read_with_its_views_among_the_reasons(store: Store) -> None:
    with store.transaction() as con:
        precedent = a_precedent(con, year=2024, answered_on=date(2024, 5, 2))
        bare = a_precedent(con, year=2023)
        passages = {each.id: each for each in list_passages(con, PassageSource.PRECEDENT, [precedent.id, bare.id])}

    found = passages[precedent.id]
    assert (found.number, found.outcome, found.kind) == (precedent.number, "을설", PrecedentKind.PRE_CONSULTING)
    assert found.reasons == f"{precedent.view_a}\n{precedent.view_b}\n{precedent.reasons}"
    assert (found.told_on, passages[bare.id].told_on) == (date(2024, 5, 2), date(2023, 12, 31))


def test_an_opinion_is_read_with_its_application(store: Store) -> None:
    auditor, applicant, head = a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)
    case = an_issued_opinion(auditor, applicant, head)
    with store.reading() as con:
        (opinion_id,) = con.rows("select id from opinions")[0]
        (found,) = list_passages(con, PassageSource.OPINION, [opinion_id, "nothing"])

    assert (found.subject_id, found.number, found.title) == (case.id, case.number, case.application.title)
    assert case.application.request in found.question
    assert case.application.background in found.facts
    assert found.reasons
    assert (found.origin, found.outcome) == (PrecedentOrigin.OPINION, "accepted")


def test_a_ruling_is_read_with_what_the_audit_observed(store: Store) -> None:
    review = an_issued_review(a_person(store), a_person(store, Role.HEAD))
    with store.reading() as con:
        ((ruling_id, reasons),) = con.rows("select id, reasons from rulings")
        (found,) = list_passages(con, PassageSource.RULING, [ruling_id])

    assert (found.subject_id, found.number, found.kind) == (review.id, review.number, PrecedentKind.EXEMPTION)
    assert review.observations[0].title in found.question
    assert review.argument in found.facts
    assert found.reasons == reasons


def test_an_answer_is_read_with_the_difficulty_as_its_title(store: Store) -> None:
    with store.transaction() as con:
        matter = a_matter(Track.ON_SITE, difficulty="진입로가 좁다\n트럭이 못 들어온다", answer="넓힐 수 있다")
        visit = a_visit(con, a_business(con), an_account(con), matters=(matter,))
        (found,) = list_passages(con, PassageSource.ANSWER, [visit.matters[0].id])

    assert (found.subject_id, found.number, found.title) == (visit.id, visit.number, "진입로가 좁다")
    assert (found.question, found.reasons, found.outcome) == (matter.difficulty, "넓힐 수 있다", "on_site")
    assert found.told_on == visit.visited_on
