"""Answers side by side: seen by members once all have answered, dissent marked, each paper a tap away."""

from casebase.domain.advice import AdviceRequest
from tests.advice_stages import a_panel_member, accept, advice_asked, all_answered, answer, offer
from tests.case_builders import Person
from tests.screens import Screen

LONG_AFTER = "2099-12-31"  # a page opens on whatever day the test runs


def opened(person: Person, request: AdviceRequest) -> Screen:
    return Screen(person.seat.session_id, "advice", {"number": request.number})


def panel(person: Person, *names: str) -> list[Person]:
    return [a_panel_member(person.store, name, ends_on=LONG_AFTER) for name in names]


def table_of(screen: Screen) -> str:
    (table,) = [part for part in screen.text.split("<div") if part.startswith(' class="opinions"')]
    return table


def papers_of(screen: Screen) -> list[str]:
    return [link.proto.url for link in screen.shown.get("link_button") if "자문의견" in link.proto.url]


def test_no_member_sees_another_s_view_before_all_have_answered(person: Person) -> None:
    first, second = panel(person, "김하나", "이두리")
    request = advice_asked(person)
    accept(second, offer(person, request, second))
    answer(first, request, accept(first, offer(person, request, first)))

    theirs, own, office = (opened(each, request) for each in (second, first, person))

    assert "쟁점별 의견" not in theirs.text
    assert "다른 자문위원의 의견은 모두 회신한 뒤에 보입니다" in own.text
    assert "이두리" not in own.text
    assert "김하나" in table_of(office)


def test_answers_that_differ_are_laid_side_by_side_and_dissent_is_marked(person: Person) -> None:
    people = panel(person, "김하나", "이두리", "박세나")
    request = all_answered(person, *zip(people, ("yes", "yes", "no"), strict=True))

    for each in (people[0], person):
        screen = opened(each, request)
        table = table_of(screen)
        assert all(f'<th scope="col">{one.account.name}</th>' in table for one in people)
        assert table.count("다른 의견") == table.count("의견이 갈림") == len(request.issues)
        assert len(papers_of(screen)) == len(set(papers_of(screen))) == len(people)


def test_one_mind_is_called_so_and_nobody_dissents(person: Person) -> None:
    people = panel(person, "김하나", "이두리")
    request = all_answered(person, *zip(people, ("yes", "yes"), strict=True))

    table = table_of(opened(person, request))

    assert "의견이 같음" in table
    assert "다른 의견" not in table


def test_two_members_of_one_name_have_a_column_each(person: Person) -> None:
    people = panel(person, "김하나", "김하나")
    request = all_answered(person, *zip(people, ("yes", "no"), strict=True))

    table = table_of(opened(person, request))

    assert table.count('<th scope="col">김하나</th>') == 2
    assert table.count("<b>그렇다</b>") == table.count("<b>아니다</b>") == len(request.issues)


def test_a_tag_in_an_answer_stays_a_tag_of_the_answer(person: Person) -> None:
    (member,) = panel(person, "<b>김</b>하나")
    request = all_answered(person, (member, "yes"))

    assert "<b>김</b>" not in table_of(opened(person, request))
