"""Whole cases to test with: people at their desks, filled-in forms, visits and reviews carried as far as wanted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

from PIL import Image

from casebase.casework import drafts, visits
from casebase.casework.desk import Desk
from casebase.casework.due_days import waiting_cases
from casebase.casework.today import TodayView, today_page
from casebase.domain.account import Account, Role
from casebase.domain.canonical import digest
from casebase.domain.draft import Form, TypedField
from casebase.domain.visit import Track
from casebase.insight.mirror import Mirror
from casebase.store import migrate
from casebase.store.connection import Connection, Store
from casebase.store.documents import find_document_by_number
from casebase.store.drafts import update_field
from casebase.store.files import fetch_bytes, keep_bytes
from casebase.store.ids import new_id
from tests.builders import NOW, a_business, a_desk, an_account, an_agency

_SCHEMA = "".join(file.read_text(encoding="utf-8") for file in sorted(migrate.FOLDER.glob("*.sql")))
_BESIDE = {"sessions", "sign_in_tries", "access_log"}  # what people leave by coming and by reading
TABLES = sorted({*re.findall(r"create table (\w+) \(", _SCHEMA)} - _BESIDE)


@dataclass(frozen=True)
class Person:
    """Somebody with an account, signed in."""

    account: Account
    store: Store
    seat: Desk

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def desk(self) -> Desk:
        """Their desk, for one more act."""
        return self.seat.for_command(new_id())

    def at(self, now: datetime) -> "Person":
        """The same person at another time."""
        return replace(self, seat=replace(self.seat, now=now))


def a_person(store: Store, role: Role = Role.AUDITOR, **facts: object) -> Person:
    """Give somebody an account and sign them in; an applicant gets an agency of their own."""
    with store.transaction() as con:
        if role == Role.APPLICANT and "agency_id" not in facts:
            facts["agency_id"] = an_agency(con).id
        account = an_account(con, role, **facts)  # type: ignore[arg-type]
    return Person(account, store, a_desk(store, account))


def typed(fields: Mapping[str, str]) -> list[TypedField]:
    return [TypedField(key=key, value=value, sequence=1) for key, value in fields.items()]


def a_draft(person: Person, form: Form, fields: Mapping[str, str], subject: str = "") -> str:
    """Type a form and return its draft's id."""
    draft_id = drafts.begin_draft(person.desk, form, subject)
    drafts.keep_fields(person.desk, draft_id, typed(fields))
    return draft_id


def a_photo(shade: int = 200) -> bytes:
    """A small grey photo."""
    jpeg = BytesIO()
    Image.new("L", (80, 60), shade).save(jpeg, "JPEG")
    return jpeg.getvalue()


def attach(person: Person, draft_id: str, name: str, content: bytes, role: str) -> None:
    """Put a file into a draft, as the house does once it has checked and kept what the browser sent."""
    media_type = "image/jpeg" if role == "photo" else "application/pdf"
    file = {"name": name, "media_type": media_type, "size": len(content), "role": role}
    file |= {"sha256": keep_bytes(person.store.home, content), "key": digest(name.encode())[:8]}
    kept = TypedField(key=f"file_{file['key']}", value=json.dumps(file, ensure_ascii=False), sequence=1)
    with person.store.transaction() as con:
        update_field(con, draft_id, kept)


def matter_fields(n: int, track: Track, **changes: str) -> dict[str, str]:
    """One difficulty as typed; `changes` take the place of its fields, named without their number."""
    fields = {
        "field": "인허가",
        "department": "기업지원과",
        "difficulty": f"공장 증설 승인이 {n}개월째 나오지 않습니다.",
        "law": "산업집적법 제13조",
        "track": track.value,
        "answer": "변경 신고만 하면 됩니다." if track == Track.ON_SITE else "",
        "promised_on": "2026-11-30" if track == Track.LATER else "",
    }
    return {f"{key}_{n}": value for key, value in (fields | changes).items()}


def visit_fields(business_id: str, owner_id: str, **changes: str) -> dict[str, str]:
    """A visit as typed, with a difficulty of each track: answered at once, applied for, answered later."""
    return {
        "business_id": business_id,
        "visited_on": "2026-11-20",
        "begins_at": "14:00",
        "ends_at": "15:30",
        "place": "본사 2층 회의실",
        "member_ids": "[]",
        "met": "박대표(대표이사)",
        "consents_to_record": "yes",
        "count_matters": "3",
        **matter_fields(1, Track.ON_SITE),
        **matter_fields(2, Track.FORMAL, difficulty="증축이 개발행위 허가 대상인지 알 수 없습니다."),
        **matter_fields(3, Track.LATER, owner_id=owner_id, difficulty="폐수 처리 기준이 자주 바뀝니다."),
        **changes,
    }


def a_business_of(store: Store, **facts: str) -> str:
    """Put a factory on record and return its id."""
    with store.transaction() as con:
        return a_business(con, **facts).id


def a_visit_draft(lead: Person, **changes: str) -> str:
    """Type a visit to a new business and return its draft's id."""
    business_id = changes.pop("business_id", "") or a_business_of(lead.store)
    return a_draft(lead, Form.VISIT, visit_fields(business_id, lead.id, **changes))


def a_finished_visit(lead: Person, **changes: str) -> str:
    """Finish a visit and return its number."""
    return visits.finish_visit(lead.desk, a_visit_draft(lead, **changes))


def an_agency_of(store: Store) -> str:
    """Put an agency on record and return its id."""
    with store.transaction() as con:
        return an_agency(con).id


def review_fields(agency_id: str, **changes: str) -> dict[str, str]:
    """A review as typed: one observation against one person, 주의 in question."""
    return {
        "origin": "agency",
        "title": "공장설립 승인 처리 부적정",
        "field": "인허가",
        "agency_id": agency_id,
        "audit_name": "2026년 종합감사",
        "audit_ended_on": "2026-11-10",
        "filed_on": "2026-11-20",
        "applicant_name": "가람군수",
        "request": "면책을 인정하여 주시기 바랍니다.",
        "circumstances": "투자 일정에 맞추어 조건부로 승인하였습니다.",
        "argument": "사적인 이해관계가 없었습니다.",
        "count_observations": "1",
        "observation_title_1": "협의 절차 누락",
        "observation_text_1": "관계 부서와 협의하지 않고 승인하였다.",
        "loss_1": "",
        "count_subjects": "1",
        "subject_kind_1": "person",
        "subject_name_1": "이주무",
        "subject_post_1": "기업지원과 주무관",
        "disposition_1_1": "주의",
        **changes,
    }


TWO_SUBJECTS = {
    "count_subjects": "2",
    "subject_kind_2": "agency",
    "subject_name_2": "가람군",
    "disposition_1_2": "기관주의",
}


def paper(store: Store, number: str) -> bytes:
    """Return an issued paper's bytes."""
    with store.reading() as con:
        document = find_document_by_number(con, number)
    assert document is not None, number
    return fetch_bytes(store.home, document.sha256)


def seen_today(person: Person) -> TodayView:
    """What the first screen shows a person."""
    mirror = Mirror(person.store.home / f"today-{new_id()}.duckdb")
    view = today_page(person.desk, waiting_cases(person.desk, mirror))
    mirror.close()
    return view


def record_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the sessions': what was written shows in the difference."""
    with store.reading() as con:
        return {table: _rows(con, table) for table in TABLES}


def _rows(con: Connection, table: str) -> list[tuple[object, ...]]:
    return sorted(con.rows(f"select * from {table}"), key=str)


def now_on(text: str) -> datetime:
    """Ten in the morning in Korea on a day."""
    return datetime.combine(date.fromisoformat(text), NOW.timetz())
