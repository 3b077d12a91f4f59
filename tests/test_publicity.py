"""What is published is told to everybody, and nothing of what stands beside it: by no look, and not by the mirror."""

from collections.abc import Iterable
from datetime import timedelta

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import board, precedents
from casebase.casework.counts import review_facets, today_counts
from casebase.casework.figures import figure_words
from casebase.casework.publications import publishable
from casebase.casework.reports import quarterly_exemptions
from casebase.casework.review_views import count_reviews, review_list
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.listing import ReviewFilter
from casebase.domain.member import TieKind
from casebase.domain.review import REVIEW_STATUS_LABELS, ReviewStatus
from casebase.domain.visit import Track
from casebase.store.connection import Store
from tests.builders import NOW, TODAY, a_business, a_matter, a_visit
from tests.case_builders import Person, a_draft, a_person, attach
from tests.consultation_stages import a_notified_opinion
from tests.eyes import Seen, found_in, seen_by
from tests.library import POST_FIELDS
from tests.marked_review import AFTER, BEFORE_PROPOSAL, UNTIL_NOTICE, a_case_to_decide, carry
from tests.mirror_eyes import counted_for, searched_by, taken_out_by
from tests.panel_builders import a_tie
from tests.precedent_builders import a_case_import, a_precedent, a_reading_list
from tests.publication_stages import an_opinion_to_publish, publish, subject_of
from tests.review_stages import a_notified_review

MARKS = {
    "published": "공개사례표식",
    "shared list": "함께읽는표식",
    "opinion": "의견개요표식",
    "ruling": "면책결정표식",
    "answer": "방문답변표식",
    "draft": "초안가림표식",
    "own list": "혼자읽는표식",
    "precedent taken down": "철회사례표식",
    "post withdrawn": "철회게시표식",
    "file of it": "철회파일표식",
    "import": "가져온파일표식",
}
PUBLIC = {"published", "shared list"}
TOLD = {"opinion", "ruling", "answer"}  # the originals, notified
WITHDRAWN_POST = {"post withdrawn", "file of it"}
REASON = {"withdrawal_reason": "잘못 올렸다."}

PHRASE = "합금 배합비 3:7"
MASKED = {"name": "김철수", "phone": "010-1234-5678", "secret": PHRASE, "home": "1203호"}
KEPT = {"officer": "홍길순"}


def test_of_what_is_not_published_each_sees_what_is_theirs(empty_store: Store) -> None:
    keeper, head, filer = _a_shelf(empty_store)
    strangers = {role: a_person(empty_store, role) for role in Role}
    office = {*PUBLIC, *TOLD, *WITHDRAWN_POST, "precedent taken down", "import"}

    due = [
        (keeper, set(MARKS)),
        (head, office),
        (filer, PUBLIC | {"opinion"}),
        (strangers[Role.AUDITOR], office),
        (strangers[Role.CHAIR], PUBLIC | TOLD),
        (strangers[Role.COMMITTEE], PUBLIC | {"ruling"}),
        (strangers[Role.SECRETARY], PUBLIC | {"ruling"} | WITHDRAWN_POST),
        (strangers[Role.ADMIN], PUBLIC | {"import"}),
        (strangers[Role.PANEL], PUBLIC),
        (strangers[Role.APPLICANT], PUBLIC),
    ]
    for person, marks in due:
        assert found_in(_everything(person, MARKS.values()).values(), MARKS) == marks, person.account


def _a_shelf(store: Store) -> tuple[Person, Person, Person]:
    """Put a marked thing of each kind on record; return who keeps them, who approved, and who asked."""
    keeper, head = a_person(store, name="박감사"), a_person(store, Role.HEAD)
    filer = a_person(store, Role.APPLICANT)
    opinion = a_notified_opinion(keeper, filer, head, overview=MARKS["opinion"])
    a_notified_review(keeper, head, title=MARKS["ruling"])
    a_draft(keeper, Form.PUBLICATION, {"phrases": MARKS["draft"]}, subject_of(store, opinion))
    matter = a_matter(Track.ON_SITE, answer=MARKS["answer"])
    with store.transaction() as con:
        a_visit(con, a_business(con), keeper.account, matters=(matter,))
        precedent = a_precedent(con, title=MARKS["published"])
        taken_down = a_precedent(con, title=MARKS["precedent taken down"])
        a_reading_list(con, keeper.account, precedent, taken_down, name=MARKS["own list"])
        a_reading_list(con, keeper.account, precedent, taken_down, name=MARKS["shared list"], is_shared=True)
        a_case_import(con, file_name=f"{MARKS['import']}.xlsx", imported_by=keeper.id)
    precedents.withdraw_precedent(head.desk, taken_down.id, 1, REASON)
    _withdraw_a_post(keeper)
    return keeper, head, filer


def _withdraw_a_post(keeper: Person) -> None:
    draft_id = a_draft(keeper, Form.POST, POST_FIELDS | {"title": MARKS["post withdrawn"]})
    attach(keeper, draft_id, "안내.pdf", f"%PDF-1.7 {MARKS['file of it']}".encode(), "post")
    post = board.post(keeper.desk, board.write_post(keeper.desk, draft_id)).post
    board.withdraw_post(keeper.desk, post.id, post.version, REASON)


def _everything(person: Person, queries: Iterable[str]) -> Seen:
    """Return all that a person is told; of figures once the quarter is over, which outside are of whole quarters."""
    later = person.at(NOW + timedelta(days=60))
    return {**seen_by(person), **searched_by(person, queries), **taken_out_by(person), **counted_for(later)}


def test_what_is_masked_stands_nowhere_in_what_is_told_of_a_precedent(empty_store: Store) -> None:
    keeper, head = a_person(empty_store, name="박감사"), a_person(empty_store, Role.HEAD)
    filer = a_person(empty_store, Role.APPLICANT, name="이주무")
    opinion = an_opinion_to_publish(keeper, filer, head)
    precedent = publish(keeper, subject_of(empty_store, opinion), phrases=PHRASE)
    draft_id = a_draft(keeper, Form.POST, POST_FIELDS | {"precedent_number": precedent.number})
    board.write_post(keeper.desk, draft_id)
    with empty_store.transaction() as con:
        a_reading_list(con, keeper.account, precedent, is_shared=True)
    readers = [keeper, head, filer, *(a_person(empty_store, role) for role in Role)]

    for reader in readers:
        shown = {asked: answer for asked, answer in seen_by(reader).items() if asked.startswith(_OF_PRECEDENTS)}
        exports = taken_out_by(reader)["export precedents"]
        found = searched_by(reader, [*MASKED.values(), *KEPT.values(), "현장을 확인하였다"])
        told = [*shown.values(), *found.values(), exports]
        assert found_in(told, MASKED | KEPT) == set(KEPT), reader.account
        assert precedent.number in found["search 현장을 확인하였다"]
        assert precedent.number not in found[f"search {MASKED['name']}"]

    stranger = a_person(empty_store, Role.APPLICANT)
    assert not found_in(_everything(stranger, MASKED.values()).values(), MASKED)


_OF_PRECEDENTS = ("precedents.", "reading_lists.", "board.")


def test_that_a_case_can_be_published_is_told_to_nobody_else(empty_store: Store) -> None:
    keeper, head = a_person(empty_store, name="박감사"), a_person(empty_store, Role.HEAD)
    filer = a_person(empty_store, Role.APPLICANT)
    opinion = a_notified_opinion(keeper, filer, head)
    review = a_notified_review(keeper, head)
    strangers = [a_person(empty_store, role) for role in set(Role) - {Role.HEAD}]

    for case in (("consultation", opinion.id), ("review", review.id)):
        assert publishable(keeper.desk, *case)
        assert publishable(head.desk, *case)
        assert not [person.account for person in (filer, *strangers) if publishable(person.desk, *case)]


# Figures


def test_who_sees_no_advice_is_not_told_who_advises_by_the_words_of_figures(empty_store: Store) -> None:
    adviser = a_person(empty_store, Role.PANEL)
    readers = {role: a_person(empty_store, role) for role in Role if granted(role, Act.SEE_INSIGHT)}

    told = {role for role, person in readers.items() if adviser.id in figure_words(person.desk)["adviser"]}

    assert told == {Role.AUDITOR, Role.HEAD, Role.CHAIR}


def test_who_is_barred_is_counted_a_review_as_told_outside(empty_store: Store) -> None:
    case = a_case_to_decide(empty_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_NOTICE)
    issued, told = (REVIEW_STATUS_LABELS[status] for status in (ReviewStatus.ISSUED, ReviewStatus.FACT_FINDING))

    open_ones = {person.id: counted_for(person)["open_by_age"] for person in (case.seat, case.barred)}

    assert {issued, "issued"} <= set(open_ones[case.seat.id].split("\n"))
    assert {told, "fact_finding"} <= set(open_ones[case.barred.id].split("\n"))
    assert not {issued, "issued"} & set(open_ones[case.barred.id].split("\n"))


def test_a_chair_who_is_barred_finds_a_decision_in_the_report_once_it_was_notified(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_NOTICE)
    chair, head = case.committee.chair, a_person(sqlite_store, Role.HEAD)
    with sqlite_store.transaction() as con:
        a_tie(con, chair.id, TieKind.EMPLOYER, name="", agency_id=case.review.agency_id)

    def reported(person: Person) -> list[str]:
        return [one.case_number for one in quarterly_exemptions(person.desk, TODAY.year, 4).paper.decisions]

    assert (reported(chair), reported(head)) == ([], [case.number])
    carry(case, *AFTER)
    assert reported(chair) == [case.number]


def test_who_is_barred_is_told_no_more_by_a_filter_or_the_counts_beside_it(empty_store: Store) -> None:
    case = a_case_to_decide(empty_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_NOTICE)

    for person, known in ((case.seat, ReviewStatus.ISSUED), (case.barred, ReviewStatus.FACT_FINDING)):
        for status in ReviewStatus:
            wanted, count = ReviewFilter(status=status), int(status == known)
            assert [line.status for line in review_list(person.desk, wanted, 10, 0)] == [known] * count
            assert count_reviews(person.desk, wanted) == count
        facets, (today, _) = review_facets(person.desk).counts, today_counts(person.desk)
        assert facets["status"] == today.open_reviews == {known: 1}
        assert facets.get("outcome", {}) == ({"recognised": 1} if person is case.seat else {})
