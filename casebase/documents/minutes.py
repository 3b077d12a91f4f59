"""회의록: who was there, what was said, and what the committee decided, by numbers."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.typesetting import Section, ended, fields, grid, item, itemised, numbered, prose, whole
from casebase.domain.canonical import canonical_json
from casebase.domain.committee_papers import ItemOnMinutes, MinutesPaper, TallyOnPaper

_NAME = "감사위원회 회의록"
_INDENT = 11.0
_COUNT_HEADINGS = ("표결에 부친 사항", "결과", "찬성", "반대", "기권")
_COUNT_WIDTHS = (200.0, 80.0, 45.0, 45.0, 45.0)
_HOW_WIDTH = 170.0


def minutes_pdf(paper: MinutesPaper) -> bytes:
    """Return the minutes as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "minutes.json"; its SHA-256 is printed and stands in the QR code.
    A preview (head.is_draft) has neither number, day, digest nor QR code. Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"{text.meeting_number} 회의록({text.held_at})",
            head=text.head,
            notes=demo_notes(text.head, ""),
            body=numbered(
                [
                    ("회의 개요", _meeting(text)),
                    ("출석과 의사정족수", _attendance(text)),
                    ("안건과 의결", _items(text.items)),
                    ("회의 경과", prose(text.proceedings)),
                    ("안내", itemised(ended(text.notice))),
                ]
            ),
            dated=text.held_on,
            data=canonical_json(paper),
            data_name="minutes.json",
        )
    )


def _meeting(paper: MinutesPaper) -> Sequence[Block]:
    return fields(
        [("회의번호", paper.meeting_number), ("회의 방식", paper.form)],
        [("회의 일시", paper.held_at), ("회의 장소", paper.place)],
        [("개회", paper.opened_at), ("폐회", paper.closed_at)],
        [("소집", paper.called)],
        [("주재한 위원", paper.presiding)],
        [("주재 근거", paper.presiding_rule)],
        [("작성자", paper.drafted_by)],
        indent=_INDENT,
    )


def _attendance(paper: MinutesPaper) -> list[Block]:
    rows = [(seat.name, seat.post, seat.attendance) for seat in paper.seats]
    return [*prose(paper.quorum), *grid(("성명", "직위", "출석"), (4, 3, 3), rows, _INDENT)]


def _items(items: Sequence[ItemOnMinutes]) -> list[Block]:
    if not items:
        return [*prose("상정한 안건이 없다.")]
    return [
        block
        for n, one in enumerate(items, 1)
        for block in (item(2, n, len(items), f"제{one.position}호 안건: {one.title}"), *_item(one))
    ]


def _item(one: ItemOnMinutes) -> list[Block]:
    facts = fields(
        [("사건번호", one.case_number), ("결정서 번호", one.ruling_number)],
        [("재적위원", f"{one.seats}명"), ("출석위원", f"{one.present}명")],
        [("의결정족수", one.quorum)],
        indent=2 * _INDENT,
    )
    parts: list[Section] = [
        ("제척·기피·회피", itemised(one.recused, level=4) if one.recused else prose("해당하는 위원이 없다.", level=3)),
        ("의견 진술", prose(one.hearing, level=3)),
        ("발언 요지", prose(one.discussion, level=3)),
        ("표결", _votes(one)),
        ("의결 결과", prose(one.result, level=3)),
    ]
    told = [block for n, (title, blocks) in enumerate(parts, 1) for block in (item(3, n, len(parts), title), *blocks)]
    return [*whole(facts), *told]


def _votes(one: ItemOnMinutes) -> list[Block]:
    if not one.tallies:
        return [*prose("표결하지 않았다.", level=3)]
    voters = prose(f"표결한 위원: {', '.join(one.voters)}", level=3, style=styles.AFTER_TABLE) if one.voters else []
    return [*_counts(one.tallies), *voters]


def _counts(tallies: Sequence[TallyOnPaper]) -> Sequence[Block]:
    """How each member voted has a column where ballots are open; where they are secret there is none."""
    is_open = any(tally.how for tally in tallies)
    rows = [
        (t.question, t.result, str(t.yes), str(t.no), str(t.abstained), *((t.how,) if is_open else ())) for t in tallies
    ]
    headings = (*_COUNT_HEADINGS, "위원별 표결") if is_open else _COUNT_HEADINGS
    widths = (*_COUNT_WIDTHS, _HOW_WIDTH) if is_open else _COUNT_WIDTHS
    return grid(headings, widths, rows, 3 * _INDENT)
