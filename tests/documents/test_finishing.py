"""The file that leaves the house: what veraPDF says of it, and what it says of itself."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from casebase.documents.activity_report import activity_report_pdf
from casebase.documents.advice import advice_pdf
from casebase.documents.daily_record import daily_record_pdf
from casebase.documents.item_papers import item_pdf
from casebase.documents.later_answer import later_answer_pdf
from casebase.documents.minutes import minutes_pdf
from casebase.documents.opinion import opinion_pdf
from casebase.documents.quarterly_report import quarterly_report_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.documents.visit_record import visit_record_pdf
from tests.committee_paper_builders import (
    RECUSED,
    a_minutes_paper,
    a_re_examination_ruling,
    a_resolution_on_paper,
    a_resolved_ruling,
    a_tally_on_paper,
    an_advice_on_item,
    an_advice_paper,
    an_issue_on_paper,
    an_item_on_minutes,
    an_item_paper,
)
from tests.paper_builders import (
    SENTENCE,
    a_charge_on_paper,
    a_date_proof_row,
    a_draft,
    a_finding_on_paper,
    a_later_answer,
    a_letterhead,
    a_photo,
    a_ruling_paper,
    a_supplied_thing,
    a_visit_record,
    an_opinion_paper,
)
from tests.report_builders import (
    a_daily_record,
    a_quarterly_report,
    a_table_on_report,
    an_activity_report,
    an_exemption_on_report,
)
from tests.verapdf import verify_pdfa


def every_kind_of_opinion() -> dict[str, bytes]:
    paper = an_opinion_paper()
    long = replace(
        paper,
        blocks=tuple((title, SENTENCE * 60) for title, _ in paper.blocks),
        proof=(a_date_proof_row(), a_date_proof_row(reason=SENTENCE * 90)) * 12,
        supplied=(a_supplied_thing(),) * 40,
    )
    opinions = {
        "opinion": paper,
        "long opinion": long,
        "draft of a long opinion": a_draft(long),
        "demo of an opinion": replace(paper, head=a_letterhead(is_demo=True), source="사례집 46쪽"),
        "corrected opinion": replace(paper, kind="의견 정정", corrects="2026-의견-0001", cause="오기"),
        "withdrawn opinion": replace(paper, kind="의견 취소", corrects="2026-의견-0001", cause="착오"),
        "returned application": replace(
            paper,
            title_of_paper="사전컨설팅 반려 통지서",
            blocks=(("반려 사유", "소송이 진행 중이다."),),
            proof=(),
            due_on=None,
            supplied=(),
            effect=(),
            copies_to=(),
        ),
    }
    return {name: opinion_pdf(opinion) for name, opinion in opinions.items()}


def every_ruling_of_a_committee() -> dict[str, bytes]:
    resolution = a_resolution_on_paper(
        recused=(RECUSED,) * 3, tallies=(("공익성: 충족", "찬성 3, 반대 1, 기권 0"),) * 60
    )
    taken_back = {"kind": "취소", "corrects": "2026-결정-0009", "cause": "착오", "resolution": resolution}
    rulings = {
        "resolved ruling": a_resolved_ruling(),
        "long vote": a_resolved_ruling(resolution=resolution),
        "re-examination": a_re_examination_ruling(resolution=resolution),
        "re-examination that changes nothing": a_re_examination_ruling(re_examination="기각", outcome="불인정"),
        "withdrawn re-examination": a_re_examination_ruling(**taken_back),
    }
    return {name: ruling_pdf(ruling) for name, ruling in rulings.items()}


def every_paper_of_a_meeting() -> dict[str, bytes]:
    advice, item, minutes = an_advice_paper(), an_item_paper(), a_minutes_paper()
    long_issue = an_issue_on_paper(text=SENTENCE * 3, answer=SENTENCE * 90)
    long_advice = replace(advice, issues=(long_issue,) * 5, files=advice.files * 25, unasked=(SENTENCE,) * 20)
    long_item = replace(
        item,
        advice=(an_advice_on_item(issues=(long_issue,) * 4),) * 3,
        ruling=a_draft(a_resolved_ruling(kind="정정", corrects="2026-결정-0009", cause="오기")),
    )
    voted = an_item_on_minutes(
        tallies=(a_tally_on_paper(how="박위원 찬성, 최위원 반대"),) * 40, discussion=SENTENCE * 200
    )
    demo = {"is_demo": True, "public_url": "https://audit.example.kr"}
    return {
        "advice": advice_pdf(advice),
        "long advice": advice_pdf(long_advice),
        "draft of a long advice": advice_pdf(a_draft(long_advice)),
        "bare advice": advice_pdf(replace(advice, files=(), issues=(), unasked=(), notice=())),
        "item": item_pdf(item),
        "long item": item_pdf(long_item),
        "draft of an item": item_pdf(a_draft(item)),
        "demo of a bare item": item_pdf(replace(item, head=a_letterhead(**demo), advice=(), excluded=())),
        "item that withdraws": item_pdf(replace(item, ruling=a_draft(a_re_examination_ruling(kind="취소")))),
        "minutes": minutes_pdf(minutes),
        "long minutes": minutes_pdf(replace(minutes, items=(voted,) * 4)),
        "draft of minutes": minutes_pdf(a_draft(minutes)),
        "demo of bare minutes": minutes_pdf(replace(minutes, head=a_letterhead(**demo), items=(), notice=())),
    }


def every_report() -> dict[str, bytes]:
    long = a_quarterly_report(decisions=(an_exemption_on_report(observations=(SENTENCE * 9,)),) * 60, is_demo=True)
    tables = tuple(a_table_on_report(bars=(("인허가", 12),) * count) for count in (0, 2, 24, 25))
    return {
        "quarterly report": quarterly_report_pdf(a_quarterly_report()),
        "long quarterly report": quarterly_report_pdf(long),
        "bare quarterly report": quarterly_report_pdf(a_quarterly_report(decisions=(), changed=(), totals=())),
        "daily record": daily_record_pdf(a_daily_record()),
        "activity report": activity_report_pdf(an_activity_report()),
        "long activity report": activity_report_pdf(an_activity_report(sections=(("현장 방문", tables * 5),))),
    }


def every_kind_of_paper() -> dict[str, bytes]:
    photos = [a_photo(colour=(n, n, n)) for n in (10, 20, 30)]
    paper = a_ruling_paper()
    demo = replace(paper, head=a_letterhead(is_demo=True, public_url="https://audit.example.kr"), source="사례집 44쪽")
    visit = a_visit_record(photos=tuple((f"현장{n}.jpg", name) for n, (name, _) in enumerate(photos)))
    rulings = {
        "ruling": paper,
        "many pages": replace(paper, circumstances=SENTENCE * 1500, reasons="x" * 9000),
        "long cells": replace(
            paper, charges=(a_charge_on_paper(criteria=(a_finding_on_paper(reason=SENTENCE * 200),)),) * 30
        ),
        "draft": a_draft(paper),
        "demo": demo,
        "draft of a demo": a_draft(demo),
        "correction": replace(paper, kind="정정", corrects="2026-면책-0001-1", cause="오기"),
        "withdrawal": replace(paper, kind="취소", corrects="2026-면책-0001-1", cause="착오"),
        "dismissal": replace(
            paper, outcome="각하", charges=(), observations=(), evidence=(), notice=(), head=a_letterhead(approvals=())
        ),
    }
    return {
        **every_kind_of_opinion(),
        **every_ruling_of_a_committee(),
        **every_paper_of_a_meeting(),
        **every_report(),
        **{name: ruling_pdf(ruling) for name, ruling in rulings.items()},
        "visit": visit_record_pdf(visit, dict(photos)),
        "draft of a visit": visit_record_pdf(replace(visit, head=a_letterhead(is_draft=True)), dict(photos)),
        "visit without all": visit_record_pdf(a_visit_record(matters=(), signature=""), {}),
        "answer": later_answer_pdf(a_later_answer()),
    }


@pytest.mark.verapdf
def test_every_kind_of_paper_is_pdfa_3a_and_pdfua_1(tmp_path):
    files = []
    for name, content in every_kind_of_paper().items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(content)
        files.append(file)

    assert verify_pdfa(files) == []


@pytest.mark.verapdf
def test_the_validator_finds_fault_with_a_paper_that_lost_its_tags(tmp_path):
    file = tmp_path / "untagged.pdf"
    with pikepdf.open(BytesIO(ruling_pdf(a_ruling_paper()))) as opened:
        del opened.Root.StructTreeRoot
        opened.save(file)

    failures = verify_pdfa([file])

    assert any(" 3a " in failure for failure in failures)
    assert any(" ua1 " in failure for failure in failures)


def test_the_file_names_itself_and_its_office_with_the_day_of_issue_as_its_only_time():
    with pikepdf.open(BytesIO(ruling_pdf(a_ruling_paper()))) as opened:
        xmp = opened.Root.Metadata.read_bytes().decode()
        info = {key: str(value) for key, value in opened.docinfo.items()}

    assert info["/Title"] == "적극행정 면책심사 결정서 2026-면책-0001"
    assert info["/Author"] == "가람도 감사위원회"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261122000000+09'00'"
    assert xmp.count("2026-11-22T00:00:00+09:00") == 2


def test_a_preview_takes_its_time_from_the_case_and_calls_itself_a_preview():
    with pikepdf.open(BytesIO(ruling_pdf(a_draft(a_ruling_paper(filed_on=date(2026, 10, 5)))))) as opened:
        assert str(opened.docinfo["/Title"]) == "미리보기 - 효력 없음: 적극행정 면책심사 결정서"
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261005")


def test_markup_in_a_title_does_not_break_the_metadata():
    with pikepdf.open(BytesIO(ruling_pdf(a_ruling_paper(head=a_letterhead(office="감사 <위원회> & 국"))))) as opened:
        assert opened.open_metadata()["dc:creator"] == ["감사 <위원회> & 국"]


def test_the_data_is_attached_as_the_source_of_the_paper():
    with pikepdf.open(BytesIO(ruling_pdf(a_ruling_paper()))) as opened:
        [attached] = opened.Root.AF

        assert attached.AFRelationship == pikepdf.Name.Data
        assert str(attached.UF) == "ruling.json"


def test_photos_are_embedded_as_they_are():
    name, photo = a_photo()

    pdf = visit_record_pdf(a_visit_record(photos=(("가.jpg", name),)), {name: photo})

    assert photo in pdf
