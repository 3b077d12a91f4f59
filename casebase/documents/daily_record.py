"""일일 기록: what a day's record of acts came to, on paper, so that the record can later be compared with it."""

from collections.abc import Sequence
from dataclasses import replace

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.printable import printable
from casebase.documents.qr import SIZE, qr_figure
from casebase.documents.report_form import Report, report_pdf
from casebase.documents.styles import TEXT_WIDTH
from casebase.documents.typesetting import (
    fields,
    fingerprint,
    grid,
    itemised,
    numbered,
    paragraphs,
    prose,
    side_by_side,
    whole,
)
from casebase.domain.canonical import canonical_json
from casebase.domain.report_papers import ActOnRecord, AnchorOnRecord, DailyRecordPaper
from casebase.korean.dates import official_date, weekday

_INDENT = 11.0
_ACT_WIDTHS = (200, 60, 90, 90)
_ANCHOR_WIDTHS = (90, 70, 280)
_SIGN_WIDTHS = (90, 130, 130, 90)
_GAP = 12.0
_ROOM_TO_SIGN = replace(styles.CELL, leading=34)
_HOW_TO_COMPARE = (
    "확정값은 그날 마지막 기록의 번호와 값(SHA-256)이다. 모든 기록은 앞 기록의 값을 이어받으므로, 그 앞의 기록을 "
    "하나라도 지우거나 고치거나 순서를 바꾸면 이 값과 맞지 않게 된다.",
    "나중에 대조할 때에는 QR 코드의 글을 파일로 저장하고 ‘python -m casebase check-log --anchor 파일’을 실행한다.",
    "이 문서는 출력하여 서명한 뒤 전산실 밖에 보관한다.",
)


def daily_record_pdf(paper: DailyRecordPaper) -> bytes:
    """Return the paper as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "daily-record.json". Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return report_pdf(
        Report(
            name=f"일일 기록({official_date(text.day)})",
            office=text.office,
            notes=(),
            body=numbered(
                [
                    ("확정값", _anchor(text)),
                    ("행위별 기록", _acts(text)),
                    ("최근 확정값", _chain(text.anchors)),
                    ("대조 방법", itemised(_HOW_TO_COMPARE)),
                    ("확인", _signs()),
                ]
            ),
            dated=text.day,
            is_demo=text.is_demo,
            data=canonical_json(paper),
            data_name="daily-record.json",
        )
    )


def _anchor(paper: DailyRecordPaper) -> list[Block]:
    rows = fields(
        [("날짜", f"{official_date(paper.day)}({weekday(paper.day)})"), ("확정한 때", paper.taken_at)],
        [("처음 번호", f"{paper.first_seq:,}"), ("마지막 번호", f"{paper.last_seq:,}")],
        [("기록 수", f"{paper.count_events:,}건"), ("행위자 수", f"{paper.count_people:,}명")],
        [("확정값", fingerprint(paper.hash))],
        indent=_INDENT,
    )
    note = paragraphs(
        "왼쪽 코드에는 이 날의 확정값이 글(JSON)로 들어 있다.", styles.CELL, TEXT_WIDTH - SIZE - _GAP - _INDENT
    )
    code = side_by_side(
        [(_INDENT, ()), (SIZE + _GAP, [qr_figure(paper.code)]), (TEXT_WIDTH - SIZE - _GAP - _INDENT, note)], before=8.0
    )
    return [*whole(rows), code]


def _acts(paper: DailyRecordPaper) -> list[Block]:
    printed = [_act_row(one) for one in paper.acts]
    total = ("계", f"{paper.count_events:,}", f"{paper.first_seq:,}", f"{paper.last_seq:,}")
    return [*grid(("행위", "건수", "처음 번호", "마지막 번호"), _ACT_WIDTHS, [*printed, total], _INDENT)]


def _act_row(one: ActOnRecord) -> tuple[str, ...]:
    return one.act, f"{one.count:,}", f"{one.first_seq:,}", f"{one.last_seq:,}"


def _chain(anchors: Sequence[AnchorOnRecord]) -> list[Block]:
    rows = [(official_date(one.day), f"{one.seq:,}", fingerprint(one.hash)) for one in anchors]
    return [
        *prose("그날의 확정값과 그 앞의 확정값이다. 앞서 출력한 일일 기록과 같아야 한다."),
        *grid(("날짜", "마지막 번호", "확정값(SHA-256)"), _ANCHOR_WIDTHS, rows, _INDENT),
    ]


def _signs() -> list[Block]:
    rows = [(who, *paragraphs("", _ROOM_TO_SIGN, 0), "", "") for who in ("출력한 사람", "확인한 사람")]
    return [*whole(grid(("구분", "직위·성명", "서명", "날짜"), _SIGN_WIDTHS, rows, _INDENT))]
