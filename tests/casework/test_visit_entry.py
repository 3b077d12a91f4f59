"""The form of a visit: bad input is named at its field, nothing lost, nothing half-written."""

import unicodedata

import pytest

from casebase.casework import drafts, visits
from casebase.casework.visit_views import visit_page
from casebase.domain.account import Role
from casebase.domain.draft import Form, TypedField
from casebase.domain.errors import (
    CasebaseError,
    InvalidEntry,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.visit import Track
from casebase.store.connection import Store
from casebase.store.ids import new_id
from tests.case_builders import (
    Person,
    a_business_of,
    a_draft,
    a_finished_visit,
    a_person,
    a_visit_draft,
    paper,
    record_of,
    visit_fields,
)
from tests.paper_reading import body_of, figures_of, squeezed

TWO_HUNDRED_THOUSAND = "가" * 200_000


def promise_on(lead: Person, number: str) -> str:
    """Return the id of the visit's promised answer."""
    return next(m.id for m in visit_page(lead.desk, number).visit.matters if m.track == Track.LATER)


def reply(**changes: str) -> dict[str, str]:
    return {"answer": "기준은 내년부터 바뀝니다.", "reached_how": "mail", "reached_on": "2026-11-23", **changes}


BAD_INPUT = {
    "a day in the future": ({"visited_on": "2026-11-24"}, "visited_on", "오늘보다 뒤일 수 없습니다"),
    "a day that is none": ({"visited_on": "2026-02-30"}, "visited_on", "날짜를 알 수 없습니다"),
    "no day": ({"visited_on": ""}, "visited_on", "방문일을 고르세요"),
    "an end before the start": ({"ends_at": "13:59"}, "ends_at", "시작 시각보다 뒤여야 합니다"),
    "an end at the start": ({"ends_at": "14:00"}, "ends_at", "시작 시각보다 뒤여야 합니다"),
    "a time that is none": ({"begins_at": "25:00"}, "begins_at", "24시간으로 입력하세요"),
    "a time in strange digits": ({"begins_at": "²:00"}, "begins_at", "24시간으로 입력하세요"),
    "no place": ({"place": "  \n"}, "place", "방문 장소를 입력하세요"),
    "nobody met": ({"met": ""}, "met", "만난 사람을 입력하세요"),
    "no consent": ({"consents_to_record": ""}, "consents_to_record", "동의가 없으면 기록할 수 없습니다"),
    "no difficulty": ({"difficulty_2": ""}, "difficulty_2", "2번 애로사항을 입력하세요"),
    "no answer": ({"answer_1": ""}, "answer_1", "1번 현장 답변을 입력하세요"),
    "an invisible answer": ({"answer_1": "\u200b\u3164"}, "answer_1", "1번 현장 답변을 입력하세요"),
    "no field": ({"field_1": ""}, "field_1", "목록에서 고르세요"),
    "a field of no list": ({"field_1": "우주"}, "field_1", "목록에서 고르세요"),
    "a track of no list": ({"track_1": "maybe"}, "track_1", "목록에서 고르세요"),
    "no promised day": ({"promised_on_3": ""}, "promised_on_3", "3번 회신 약속일을 고르세요"),
    "a promise before the visit": ({"promised_on_3": "2026-11-19"}, "promised_on_3", "방문일보다 앞설 수 없습니다"),
    "a promise of nobody": ({"owner_id_3": ""}, "owner_id_3", "3번 회신 담당자를 목록에서 고르세요"),
    "a promise of a stranger": ({"owner_id_3": "nobody"}, "owner_id_3", "3번 회신 담당자를 목록에서 고르세요"),
    "a stranger in the team": ({"member_ids": '["nobody"]'}, "member_ids", "다시 고르세요"),
    "a team that is no list": ({"member_ids": "{]"}, "member_ids", "다시 고르세요"),
    "a team of lists": ({"member_ids": '[["a"]]'}, "member_ids", "다시 고르세요"),
    "200,000 characters": ({"difficulty_1": TWO_HUNDRED_THOUSAND}, "difficulty_1", "20,000자까지"),
    "a short field too long": ({"place": "가" * 201}, "place", "200자까지"),
    "an emoji": ({"difficulty_1": "공장이 늦어집니다 😀"}, "difficulty_1", "문서 글꼴에 없는 글자가 있습니다"),
    "a letter the font lacks": ({"met": "박ꀀ대표"}, "met", "문서 글꼴에 없는 글자가 있습니다"),
    "a signature that is none": ({"signature": "[1]"}, "signature", "서명을 읽을 수 없습니다"),
    "a signature of no size": ({"signature": '{"w":0,"h":1,"path":"M1 1"}'}, "signature", "서명을 읽을 수 없습니다"),
    "no business": ({"business_id": ""}, "business_id", "방문한 업체를 고르세요"),
    "an unknown business": ({"business_id": "unknown"}, "business_id", "목록에 없는 업체입니다"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_is_named_at_its_field_and_nothing_is_written(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    lead = a_person(sqlite_store)
    fields = visit_fields(a_business_of(sqlite_store), lead.id) | changes
    draft_id = a_draft(lead, Form.VISIT, fields)
    before = record_of(sqlite_store)

    with pytest.raises((SeveralInvalid, InvalidEntry)) as refused:
        visits.finish_visit(lead.desk, draft_id)

    faults = {fault.field: str(fault) for fault in getattr(refused.value, "faults", (refused.value,))}
    assert list(faults) == [field]
    assert sentence in faults[field]
    assert record_of(sqlite_store) == before
    assert drafts.fetch_draft(lead.desk, draft_id).fields == fields


def test_every_fault_of_a_form_is_told_at_once(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    draft_id = a_draft(lead, Form.VISIT, {})

    with pytest.raises(SeveralInvalid) as refused:
        visits.finish_visit(lead.desk, draft_id)

    assert {fault.field for fault in refused.value.faults} == {
        *("visited_on", "begins_at", "ends_at", "business_id", "place", "met", "consents_to_record"),
        *("track_1", "field_1", "difficulty_1"),
    }


def test_a_refused_visit_takes_no_number(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    draft_id = a_visit_draft(lead, place="")

    with pytest.raises(SeveralInvalid):
        visits.finish_visit(lead.desk, draft_id)
    drafts.keep_fields(lead.desk, draft_id, [TypedField(key="place", value="본사", sequence=2)])

    assert visits.finish_visit(lead.desk, draft_id) == "2026-방문-0001"


def test_somebody_else_s_draft_is_not_found(sqlite_store: Store) -> None:
    owner, thief = a_person(sqlite_store), a_person(sqlite_store)
    draft_id = a_visit_draft(owner)
    of_another_form = a_draft(thief, Form.REVIEW, {})
    before = record_of(sqlite_store)

    for stolen in (draft_id, of_another_form, "never-was"):
        with pytest.raises(NotFound):
            visits.finish_visit(thief.desk, stolen)

    assert record_of(sqlite_store) == before


def test_who_may_not_make_visits_may_not_finish_one(sqlite_store: Store) -> None:
    applicant = a_person(sqlite_store, Role.APPLICANT)
    draft_id = a_draft(applicant, Form.VISIT, visit_fields(a_business_of(sqlite_store), applicant.id))
    before = record_of(sqlite_store)

    with pytest.raises(NotPermitted, match="방문 완료"):
        visits.finish_visit(applicant.desk, draft_id)

    assert record_of(sqlite_store) == before


def test_text_typed_in_halves_is_kept_and_printed_in_whole_syllables(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    halves = unicodedata.normalize("NFD", "공장 증설이 늦어집니다.")

    number = a_finished_visit(lead, count_matters="1", difficulty_1=halves)

    view = visit_page(lead.desk, number)
    assert view.visit.matters[0].difficulty == "공장 증설이 늦어집니다."
    assert squeezed("공장 증설이 늦어집니다.") in body_of(paper(sqlite_store, view.documents[0].number))


def test_markup_is_printed_as_it_was_typed(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    markup = '<img src="http://example.com/x.png"> <b>굵게</b> & <para> &lt;'

    number = a_finished_visit(lead, count_matters="1", difficulty_1=markup)

    pdf = paper(sqlite_store, visit_page(lead.desk, number).documents[0].number)
    assert squeezed(markup) in body_of(pdf)
    assert figures_of(pdf) == [figure for figure in figures_of(pdf) if "QR" in figure]


REFUSED_CORRECTIONS = {
    "no reason": ({"correction_reason": " "}, "correction_reason", "정정 사유를 입력하세요"),
    "another track": ({"track_1": "later", "promised_on_1": "2026-11-30"}, "track_1", "바꿀 수 없습니다"),
    "one matter fewer": ({"count_matters": "2"}, "count_matters", "더하거나 뺄 수 없습니다"),
    "a day in the future": ({"visited_on": "2026-11-24"}, "visited_on", "오늘보다 뒤일 수 없습니다"),
    "an unknown business": ({"business_id": "unknown"}, "business_id", "목록에 없는 업체입니다"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED_CORRECTIONS.values(), ids=REFUSED_CORRECTIONS.keys())
def test_a_correction_refused_leaves_the_visit_as_it_was(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    lead = a_person(sqlite_store)
    number = a_finished_visit(lead)
    visit = visit_page(lead.desk, number).visit
    fields = visit_fields(visit.business_id, lead.id, correction_reason="잘못 적음") | {"owner_id_1": lead.id} | changes
    draft_id = a_draft(lead, Form.VISIT, fields, f"visit:{visit.id}")
    before = record_of(sqlite_store)

    with pytest.raises((SeveralInvalid, InvalidEntry)) as refused:
        visits.correct_visit(lead.desk, draft_id, visit.version)

    faults = {fault.field: str(fault) for fault in getattr(refused.value, "faults", (refused.value,))}
    assert sentence in faults[field]
    assert record_of(sqlite_store) == before


REFUSED_ANSWERS: dict[str, tuple[dict[str, str], str, str]] = {
    "no answer": ({"answer": ""}, "answer", "회신 내용을 입력하세요"),
    "an emoji": ({"answer": "네 😀"}, "answer", "문서 글꼴에 없는 글자가 있습니다"),
    "no way": ({"reached_how": "pigeon"}, "reached_how", "목록에서 고르세요"),
    "reached tomorrow": ({"reached_on": "2026-11-24"}, "reached_on", "오늘보다 뒤일 수 없습니다"),
    "reached before the visit": ({"reached_on": "2026-11-19"}, "reached_on", "방문일보다 앞설 수 없습니다"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED_ANSWERS.values(), ids=REFUSED_ANSWERS.keys())
def test_an_answer_refused_leaves_the_promise_open(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    lead = a_person(sqlite_store)
    number = a_finished_visit(lead)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        visits.give_later_answer(lead.desk, promise_on(lead, number), reply(**changes))

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)
    assert record_of(sqlite_store) == before


def test_errors_are_sentences_for_people(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)

    with pytest.raises(CasebaseError) as refused:
        visits.finish_visit(lead.desk, new_id())

    assert "찾을 수 없거나 볼 권한이 없습니다" in str(refused.value)
