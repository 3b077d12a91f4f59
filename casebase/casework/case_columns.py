"""The columns of a casebook, and which heading of an office's ledger is probably which."""

from collections.abc import Mapping

from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PrecedentKind
from casebase.korean.text import search_text
from casebase.sheets.headings import Headings

# What each column of a casebook is called, in the order of a casebook's table.
COLUMN_LABELS = {
    "id": "자료번호",
    "kind": "종류",
    "agency": "기관",
    "year": "연도",
    "field": "분야",
    "title": "건명",
    "facts": "사실관계",
    "question": "쟁점",
    "view_a": "갑설",
    "view_b": "을설",
    "outcome": "결과",
    "reasons": "이유",
    "source": "출처",
    "received_on": "접수일",
    "answered_on": "처리일",
}

# How ledgers head them, the surest first. Spaces and marks do not matter, nor do capital letters.
_HEADINGS = {
    "id": "자료번호 관리번호 접수번호 사건번호 문서번호 사례번호 일련번호 번호 연번 순번 no id",
    "kind": "종류 업무종류 사례종류 kind",
    "agency": "신청기관 신청기관명 요청기관 의뢰기관 대상기관 기관명 기관 소속기관 신청인 업체명 업체 agency",
    "year": "연도 년도 처리연도 접수연도 year",
    "field": "분야 업무분야 신청분야 업무 field",
    "title": "건명 신청건명 안건명 사건명 사례명 제목 title",
    "facts": "사실관계 신청내용 신청개요 사안개요 사건개요 개요 추진경위 경위 현황 애로사항 건의내용 내용 facts",
    "question": "쟁점 쟁점사항 질의요지 신청요지 질의내용 질의 question",
    "view_a": "갑설 갑론 제1설 view_a",
    "view_b": "을설 을론 제2설 view_b",
    "outcome": "처리결과 심사결과 의결결과 컨설팅결과 회신결과 결정내용 결론 결과 outcome",
    "reasons": "검토의견 판단이유 결정이유 검토내용 회신내용 답변내용 이유 의견 답변 사유 reasons",
    "source": "출처 자료출처 source",
    "received_on": "접수일 접수일자 신청일 신청일자 방문일 방문일자 received_on",
    "answered_on": "처리일 처리일자 회신일 회신일자 통보일 통보일자 의결일 결정일 답변일 완료일 answered_on",
}
_PLACES = {
    search_text(heading): (column, place)
    for column, headings in _HEADINGS.items()
    for place, heading in enumerate(headings.split())
}
_KINDS = {
    search_text(word): kind
    for kind, words in {
        PrecedentKind.PRE_CONSULTING: "사전컨설팅 사전컨설팅감사 컨설팅 pre_consulting",
        PrecedentKind.EXEMPTION: "면책심사 면책 적극행정면책 exemption",
        PrecedentKind.VISIT: "현장방문 방문 현장상담 기업방문 visit",
    }.items()
    for word in (*words.split(), PRECEDENT_KIND_LABELS[kind])
}


def is_known_heading(levels: tuple[str, ...]) -> bool:
    """Say whether a heading, given by its levels from above, is one of a casebook's columns."""
    return _place_of(levels) is not None


def proposed_columns(headings: Headings) -> dict[str, int]:
    """Return which column of a ledger each column of a casebook is probably read from; none twice."""
    found: dict[str, tuple[int, int]] = {}
    for heading in headings.columns:
        known = _place_of(heading.levels)
        if known is not None:
            name, place = known
            found[name] = min(found.get(name, (place, heading.column)), (place, heading.column))
    return {name: found[name][1] for name in COLUMN_LABELS if name in found}


def kind_named(text: str) -> PrecedentKind | None:
    """Return the kind of case that a cell names, None for another word."""
    return _KINDS.get(search_text(text))


def missing_columns(columns: Mapping[str, int]) -> str:
    """Return the sentence on what a mapping lacks, "" when it is enough to import by."""
    if not {"title", "facts", "question"} & columns.keys():
        return "건명, 사실관계, 쟁점 가운데 하나는 대장의 열에 연결해야 합니다."
    if len(set(columns.values())) < len(columns):
        return "한 열이 두 곳에 연결되어 있습니다. 열마다 한 곳만 고르세요."
    return ""


def _place_of(levels: tuple[str, ...]) -> tuple[str, int] | None:
    """The levels together tell most ("처리" over "일자"), then the lowest alone ("신청인" over "기관")."""
    for text in ("".join(levels), levels[-1]):
        if (known := _PLACES.get(search_text(text))) is not None:
            return known
    return None
