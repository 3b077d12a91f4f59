"""Search over precedents and originals: what each role finds, why, and what bad input does."""

from datetime import date

import pytest

from casebase.casework.precedent_search import Hit, SearchAnswer, search, similar
from casebase.domain.account import Role
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import Precedent, PrecedentOrigin, PrecedentState
from casebase.insight.search.terms import LONGEST_QUERY
from casebase.store.connection import Store
from casebase.store.precedents import update_precedent
from tests.builders import a_business, a_matter, a_visit, an_event
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_notified_opinion, an_issued_opinion
from tests.precedent_builders import a_precedent, a_statute_change
from tests.review_stages import a_notified_review, an_issued_review

ANYTHING = PrecedentFilter()


def published(store: Store, **facts: object) -> Precedent:
    with store.transaction() as con:
        precedent = a_precedent(con, **facts)
        an_event(con, "precedent", precedent.id)
    return precedent


def found(person: Person, query: str, wanted: PrecedentFilter = ANYTHING) -> SearchAnswer:
    return search(person.desk, query, wanted, 10, 0)


def numbers(person: Person, query: str, wanted: PrecedentFilter = ANYTHING) -> list[str]:
    return [hit.number for hit in found(person, query, wanted).hits]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("농지전용허가를 받을 수 있는지", "농지 전용 허가"),
        ("농지 전용 허가의 대상", "농지전용허가를 받을 수 있는지"),
        ("농지전용 허가", "농지 전용허가가 필요합니까"),
    ],
)
def test_a_compound_is_found_however_either_side_is_spaced(empty_store: Store, written: str, asked: str) -> None:
    person = a_person(empty_store)
    right = published(empty_store, title=written, question="", facts="", view_a="", view_b="", reasons="")
    published(empty_store, title="하천 점용료 감면", question="", facts="", view_a="", view_b="", reasons="")

    assert numbers(person, asked) == [right.number]


def test_a_hit_says_why_it_was_found(empty_store: Store) -> None:
    person = a_person(empty_store)
    published(empty_store)

    (hit,) = found(person, "농지전용허가와 농지법 제34조").hits

    assert hit.why[0].startswith("맞는 낱말: ")
    assert "농지전용" in hit.why[0]
    assert "34조" not in hit.why[0]
    assert "같은 조문: 농지법 제34조" in hit.why
    assert not any(reason.startswith("같은 법령") for reason in hit.why)
    assert "농지" in hit.excerpt
    assert hit.href == f"/precedent?number={hit.number.replace('사례', '%EC%82%AC%EB%A1%80')}"


def test_the_same_article_leads_where_words_do_not(empty_store: Store) -> None:
    person = a_person(empty_store)
    right = published(empty_store, title="진입로를 넓히는 일", question="", facts="", view_a="", reasons="")
    published(empty_store, title="예산을 돌려쓰는 일", question="", facts="", view_a="", view_b="", reasons="")

    assert numbers(person, "「농지법」 제34조제1항") == [right.number]


def test_a_text_being_written_is_led_to_its_own_field_first(empty_store: Store) -> None:
    person = a_person(empty_store)
    same = published(empty_store, field="도로·하천·공유수면")
    published(empty_store, field="농지·산지")

    hits = similar(person.desk, "공장 진입로를 넓히려는데 농지전용허가를 받아야 하는지", "도로·하천·공유수면")

    assert hits[0].number == same.number
    assert "같은 분야" in hits[0].why
    assert "같은 분야" not in hits[1].why


@pytest.mark.parametrize("text", ["", "허가", "은 는 이 가", "오늘 날씨가 맑다"])
def test_nothing_is_like_a_text_that_says_too_little(empty_store: Store, text: str) -> None:
    person = a_person(empty_store)
    published(empty_store)

    assert similar(person.desk, text, "농지·산지") == ()


def test_what_was_changed_since_is_marked_and_what_was_before_is_not(empty_store: Store) -> None:
    person = a_person(empty_store)
    with empty_store.transaction() as con:
        a_statute_change(con, person.account, article="제34조", changed_on=date(2025, 1, 3))
        a_statute_change(con, person.account, article="제6조", changed_on=date(2025, 2, 3))
    old = published(empty_store, year=2024)
    new = published(empty_store, year=2026)

    changed = {hit.number: hit.changed for hit in found(person, "농지전용허가").hits}

    assert changed == {old.number: ("농지법 제34조(2025. 1. 3. 개정)",), new.number: ()}


def test_filters_narrow_what_is_found(empty_store: Store) -> None:
    person = a_person(empty_store)
    right = published(empty_store, year=2025, field="계약")
    published(empty_store, year=2024, field="계약")
    published(empty_store, year=2025, field="농지·산지")

    assert numbers(person, "농지전용", PrecedentFilter(year=2025, field="계약")) == [right.number]
    assert numbers(person, "농지전용", PrecedentFilter(origin=PrecedentOrigin.OPINION)) == []


def test_one_page_follows_the_other(empty_store: Store) -> None:
    person = a_person(empty_store)
    every = {published(empty_store).number for _ in range(5)}

    pages = [search(person.desk, "농지전용", ANYTHING, 2, offset) for offset in (0, 2, 4)]

    assert {hit.number for page in pages for hit in page.hits} == every
    assert [page.count for page in pages] == [5, 5, 5]
    assert [len(page.hits) for page in pages] == [2, 2, 1]


def test_what_was_taken_down_is_not_found(empty_store: Store) -> None:
    person = a_person(empty_store)
    precedent = published(empty_store)
    assert numbers(person, "농지전용") == [precedent.number]

    with empty_store.transaction() as con:
        withdrawn = {"state": PrecedentState.WITHDRAWN, "withdrawn_by": person.id, "withdrawn_on": date(2026, 11, 23)}
        assert update_precedent(con, type(precedent)(**{**vars(precedent), **withdrawn}))
        an_event(con, "precedent", precedent.id)

    assert numbers(person, "농지전용") == []


class TestOriginals:
    """Originals are found by who may see them, and only as they were told."""

    @pytest.fixture
    def people(self, empty_store: Store) -> dict[str, Person]:
        roles = (Role.AUDITOR, Role.HEAD, Role.CHAIR, Role.COMMITTEE, Role.SECRETARY, Role.PANEL, Role.ADMIN)
        people = {role.value: a_person(empty_store, role) for role in roles}
        return people | {name: a_person(empty_store, Role.APPLICANT) for name in ("applicant", "stranger")}

    def origins(self, person: Person, query: str) -> set[PrecedentOrigin]:
        return {hit.origin for hit in found(person, query).hits if not hit.is_published}

    def test_a_notified_opinion_is_found_by_the_office_and_its_own_applicant(self, people: dict[str, Person]) -> None:
        case = a_notified_opinion(people["auditor"], people["applicant"], people["head"])
        query = case.application.title

        seeing = {name for name, person in people.items() if self.origins(person, query)}

        assert seeing == {"auditor", "head", "chair", "applicant"}

    def test_an_opinion_not_notified_is_found_by_nobody(self, people: dict[str, Person]) -> None:
        case = an_issued_opinion(people["auditor"], people["applicant"], people["head"])

        assert not any(self.origins(person, case.application.title) for person in people.values())

    def test_a_notified_ruling_is_found_by_its_readers(self, people: dict[str, Person]) -> None:
        review = a_notified_review(people["auditor"], people["head"])

        seeing = {name for name, person in people.items() if self.origins(person, review.title)}

        assert seeing == {"auditor", "head", "chair", "committee", "secretary"}

    def test_a_ruling_not_notified_is_found_by_nobody(self, people: dict[str, Person]) -> None:
        review = an_issued_review(people["auditor"], people["head"])

        assert not any(self.origins(person, review.title) for person in people.values())

    def test_an_answer_on_site_is_found_by_who_sees_visits(self, empty_store: Store, people: dict[str, Person]) -> None:
        with empty_store.transaction() as con:
            matter = a_matter(difficulty="폐수배출시설 변경허가가 늦어진다", answer="변경신고로 갈음한다")
            visit = a_visit(con, a_business(con), people["auditor"].account, matters=(matter,))
            an_event(con, "visit", visit.id)

        seeing = {name for name, person in people.items() if self.origins(person, "폐수배출시설 변경허가")}

        assert seeing == {"auditor", "head", "chair"}

    def test_what_was_published_of_an_original_stands_for_it(
        self, empty_store: Store, people: dict[str, Person]
    ) -> None:
        case = a_notified_opinion(people["auditor"], people["applicant"], people["head"])
        with empty_store.transaction() as con:
            (document_id,) = con.rows("select document_id from opinions where state = 'issued'")[0]
        published(empty_store, origin=PrecedentOrigin.OPINION, source_key=document_id, title=case.application.title)

        for name in ("auditor", "applicant", "stranger", "panel"):
            hits = found(people[name], case.application.title).hits
            assert [hit.is_published for hit in hits] == [True]


def test_one_syllable_that_is_a_word_is_found(empty_store: Store) -> None:
    person = a_person(empty_store)
    right = published(empty_store, title="땅을 빌리는 일")
    published(empty_store, title="돈을 돌려받는 일")

    assert numbers(person, "땅") == [right.number]


@pytest.mark.parametrize("query", ["은", "을", "은 는 이 가", "을 를", "?", "..."])
def test_only_particles_are_told_what_to_type(empty_store: Store, query: str) -> None:
    person = a_person(empty_store)
    published(empty_store)

    answer = found(person, query)

    assert answer.hits == ()
    (note,) = answer.notes
    assert note.startswith("조사나 한 글자만으로는 찾을 수 없습니다. 찾는 일을 나타내는 낱말을")


def test_an_empty_query_finds_nothing_and_says_nothing(empty_store: Store) -> None:
    answer = found(a_person(empty_store), "  ")

    assert (answer.hits, answer.count, answer.notes) == ((), 0, ())


def test_a_piece_of_a_word_is_found_as_it_stands(empty_store: Store) -> None:
    person = a_person(empty_store)
    right = published(empty_store, title="미르누리센터 위탁")

    hits = found(person, "르누리센").hits

    assert [hit.number for hit in hits] == [right.number]


def test_five_thousand_letters_are_a_query_and_more_are_cut_with_a_word(empty_store: Store) -> None:
    person = a_person(empty_store)
    right = published(empty_store)
    query = ("농지전용허가를 받을 수 있는지 " * 400)[:LONGEST_QUERY]

    assert [hit.number for hit in found(person, query).hits] == [right.number]
    assert found(person, query).notes == ()
    assert found(person, query + "더").notes == ("앞의 5,000자까지만 찾는 데 썼습니다.",)


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%_\\' or 1=1 --", '"농지" AND (', "$1 {sight} ?"])
def test_markup_and_marks_are_letters_like_others(empty_store: Store, query: str) -> None:
    person = a_person(empty_store)
    published(empty_store)

    assert isinstance(found(person, query), SearchAnswer)


def test_a_query_that_matches_nothing_finds_nothing(empty_store: Store) -> None:
    person = a_person(empty_store)
    published(empty_store)

    answer = found(person, "우주왕복선 발사대")

    assert (answer.hits, answer.count) == ((), 0)


def test_an_empty_office_is_searched_too(empty_store: Store) -> None:
    answer = found(a_person(empty_store), "농지전용 허가")

    assert (answer.hits, answer.is_complete) == ((), True)
    assert similar(a_person(empty_store).desk, "농지전용 허가를 받는 일", "") == ()


def test_markup_in_a_precedent_comes_as_text(empty_store: Store) -> None:
    person = a_person(empty_store)
    published(empty_store, title="<b>농지전용</b>")

    (hit,) = found(person, "농지전용").hits

    assert isinstance(hit, Hit)
    assert hit.title == "<b>농지전용</b>"
