"""Reading the form of a visit."""

from datetime import date

from casebase.casework.entry import LONG, Entry
from casebase.domain.case import FIELDS
from casebase.domain.visit import TRACK_LABELS, Matter, Track, Visit, VisitStatus
from casebase.store.ids import new_id

MOST_MATTERS = 12


def read_visit(entry: Entry, *, lead_id: str, people: frozenset[str], today: date) -> Visit:
    """Return the visit a form describes, without a number. `people` are the accounts that may be named.

    Raises: SeveralInvalid. Field keys: business_id, visited_on, begins_at, ends_at, place, member_ids, met,
    consents_to_record, signature, count_matters, and a matter's with its position, such as difficulty_1.
    """
    visit_id = new_id()
    visited_on = entry.day("visited_on", "방문일", not_after=today) or today
    begins_at, ends_at = entry.clock("begins_at", "시작 시각"), entry.clock("ends_at", "종료 시각")
    if begins_at and ends_at and ends_at <= begins_at:
        entry.refuse("ends_at", "종료 시각은 시작 시각보다 뒤여야 합니다.")
    if not entry.read("business_id"):
        entry.refuse("business_id", "방문한 업체를 고르세요. 없으면 새로 등록하세요.")
    count = entry.number("count_matters", 1, MOST_MATTERS)
    read = Visit(
        id=visit_id,
        number="",
        business_id=entry.read("business_id"),
        visited_on=visited_on,
        begins_at=begins_at,
        ends_at=ends_at,
        place=entry.text("place", "방문 장소"),
        lead_id=lead_id,
        member_ids=tuple(m for m in entry.several("member_ids", "함께 간 사람", people) if m != lead_id),
        met=entry.text("met", "만난 사람"),
        consents_to_record=entry.is_yes("consents_to_record"),
        status=VisitStatus.FINISHED,
        matters=tuple(_read_matter(entry, visit_id, n, visited_on, people) for n in range(1, count + 1)),
        finished_at="",
        signature=entry.drawing("signature", "서명"),
    )
    if not read.consents_to_record:
        entry.refuse("consents_to_record", "기록에 동의를 받은 뒤 표시하세요. 동의가 없으면 기록할 수 없습니다.")
    entry.must_be_sound()
    return read


def _read_matter(entry: Entry, visit_id: str, n: int, visited_on: date, people: frozenset[str]) -> Matter:
    track = entry.choice(f"track_{n}", f"{n}번 처리 방법", TRACK_LABELS)
    return Matter(
        id=new_id(),
        visit_id=visit_id,
        position=n,
        field=entry.choice(f"field_{n}", f"{n}번 분야", FIELDS),
        department=entry.text(f"department_{n}", f"{n}번 소관부서", required=False),
        difficulty=entry.text(f"difficulty_{n}", f"{n}번 애로사항", limit=LONG),
        law=entry.text(f"law_{n}", f"{n}번 관련 법령", limit=LONG, required=False),
        track=Track(track) if track else Track.ON_SITE,
        answer=entry.text(f"answer_{n}", f"{n}번 현장 답변", limit=LONG) if track == Track.ON_SITE else "",
        promised_on=_promised_on(entry, n, visited_on) if track == Track.LATER else None,
        owner_id=(entry.choice(f"owner_id_{n}", f"{n}번 회신 담당자", people) or None)
        if track == Track.LATER
        else None,
    )


def _promised_on(entry: Entry, n: int, visited_on: date) -> date | None:
    promised = entry.day(f"promised_on_{n}", f"{n}번 회신 약속일")
    if promised is not None and promised < visited_on:
        entry.refuse(f"promised_on_{n}", "회신 약속일은 방문일보다 앞설 수 없습니다.")
    return promised
