"""How long records are kept: the office's standard, what is past its time, and a grade of its own for one record."""

import html
from collections.abc import Mapping, Sequence

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import drafts
from casebase.casework.accounts import me
from casebase.casework.disposals import propose_disposal
from casebase.casework.retention import (
    KIND_LABELS,
    RecordView,
    count_due,
    due_records,
    record_page,
    set_retention,
)
from casebase.domain.retention import RECORD_LABELS, Grade, Record, RecordKind, Retention
from casebase.korean.dates import official_date, official_span
from casebase.law.retention import kept_until
from casebase.law.values import LegalValue
from casebase.ui import fields
from casebase.ui.case_step import step_draft
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.lists import pager
from casebase.ui.marks import facts, plain
from casebase.ui.own_draft import is_touched
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

SIZE = 20


def retention_view(grades: Mapping[str, LegalValue]) -> None:
    """Show what may be disposed of, the standard, and one record's keeping."""
    is_keeper = bool(granted(me(desk()).role, Act.PROPOSE_DISPOSAL))
    st.subheader("보존기간이 끝난 기록")
    _due(is_keeper)
    st.subheader("보존기간")
    _standard(grades)
    _one(is_keeper)


def _due(is_keeper: bool) -> None:
    labels = {kind.value: label for kind, label in RECORD_LABELS.items()}
    chosen = st.segmented_control("종류", list(labels), format_func=labels.__getitem__, key="filter_kind")
    kinds = (RecordKind(chosen),) if chosen else ()
    offset = pager("due_records", count_due(desk(), kinds), SIZE, kinds)
    lines = due_records(desk(), kinds, SIZE, offset)
    if not lines:
        st.info("폐기할 수 있는 기록이 없습니다. 보존기간이 끝나고 걸린 일이 없는 기록이 여기에 나옵니다.")
        return
    st.html(_table(lines))
    if is_keeper:
        _propose(lines)


def _propose(lines: Sequence[Record]) -> None:
    """Offer to propose the records of this page: all of those chosen, for one reason."""
    with errors_shown():
        draft = step_draft("propose_disposal", "due")
        show_faults_summary()
        names = {line.id: line.name for line in lines}
        chosen = fields.several(draft, "disposed", "상신할 기록", names, required=True)
        typed_text(draft, "disposal_reason", "폐기 사유", lines=2, required=True, fault=fault_of("disposal_reason"))
        if st.button("폐기 상신", key="propose_disposal", type="primary"):
            _proposed([line for line in lines if line.id in chosen], draft.id)


def _proposed(chosen: Sequence[Record], draft_id: str) -> None:
    if not chosen:
        st.error("상신할 기록을 하나 이상 고르세요.")
        return
    reason = drafts.fetch_draft(desk(), draft_id).text("disposal_reason")
    for record in chosen:
        propose_disposal(desk("propose_disposal", record.id, draft_id), record.kind, record.id, reason)
    drafts.discard_draft(desk(), draft_id)
    say_next(f"{len(chosen)}건의 폐기를 상신했습니다. 감사관이 결재하면 폐기됩니다.")
    st.rerun()


def _standard(grades: Mapping[str, LegalValue]) -> None:
    facts({KIND_LABELS[kind]: f"{value.printed} ({value.printed_source})" for kind, value in grades.items()})
    st.caption(
        "완결한 다음 해 1월 1일부터 셉니다. 완결일은 그 기록을 마지막으로 처리한 날입니다. "
        "기준은 관리 화면의 ‘기관 설정’에서 바꿉니다. "
        "법률자문은 사건과 함께 폐기하며, 사건은 자문의 보존기간까지 남습니다."
    )


def _one(is_keeper: bool) -> None:
    number = st.text_input("기록 번호로 보기", key="record_number", placeholder="2026-면책-0001").strip()
    if not number:
        return
    with errors_shown():
        view = record_page(desk(), number)
        facts(_told(view))
        for hold in view.holds:
            st.caption(plain(hold))
        if is_keeper:
            _set(view)


def _told(view: RecordView) -> dict[str, str]:
    record = view.record
    told = {
        "기록": record.name,
        "보존기간": f"{record.grade} ({_basis(view)})",
        "완결일": official_date(record.completed_on) if record.completed_on else "아직 처리 중",
    }
    return told | ({"보존하는 동안": _span(view.retention)} if view.retention else {})


def _basis(view: RecordView) -> str:
    return f"따로 정함: {view.own.reason}" if view.own else view.standard.printed_source


def _set(view: RecordView) -> None:
    record = view.record
    with errors_shown():
        draft = step_draft("set_retention", record.id, lambda: {"grade": record.grade.value})
        with st.expander("이 기록의 보존기간 따로 정하기", expanded=is_touched(draft) or bool(fault_of("grade"))):
            fields.choice(draft, "grade", "보존기간", {grade.value: grade.value for grade in Grade}, required=True)
            fault = fault_of("retention_reason")
            typed_text(draft, "retention_reason", "지정 사유", lines=2, required=True, fault=fault)
            if st.button("보존기간 지정", key="set_retention"):
                _keep(record, draft.id)


def _keep(record: Record, draft_id: str) -> None:
    typed = drafts.fetch_draft(desk(), draft_id).fields
    command = desk("set_retention", record.id, record.grade_version, *sorted(typed.items()))
    set_retention(command, record.kind, record.id, record.grade_version, typed)
    drafts.discard_draft(desk(), draft_id)
    say_next(f"{record.name}의 보존기간을 {typed['grade']}으로 정했습니다.")
    st.rerun()


def _table(lines: Sequence[Record]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("기록", "기관", "완결일", "보존기간"))
    rows = "".join(f"<tr>{_row(line)}</tr>" for line in lines)
    caption = "<caption>보존기간이 끝난 기록</caption>"
    return f'<table class="figure">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(line: Record) -> str:
    completed = official_date(line.completed_on) if line.completed_on else ""
    grade = f"{line.grade}{' (따로 정함)' if line.grade_version else ''}"
    cells = (line.agency or "-", completed, f"{grade}, {_ended(line)}")
    name = f'<th scope="row">{html.escape(line.name)}</th>'
    return name + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)


def _ended(line: Record) -> str:
    last_day = kept_until(line.completed_on, line.grade).last_day if line.completed_on else None
    return f"{official_date(last_day)} 끝남" if last_day else ""


def _span(retention: Retention) -> str:
    if retention.last_day is None:
        return f"{official_date(retention.counted_from)}부터 기한 없이"
    return official_span(retention.counted_from, retention.last_day)
