"""Bringing a ledger, connecting its columns, and taking its cases over with progress and a way to stop."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from casebase.casework import drafts
from casebase.casework.case_columns import COLUMN_LABELS, missing_columns
from casebase.casework.case_entry import CaseEntry
from casebase.casework.case_imports import (
    LOOKED_AT,
    NOT_READ,
    ImportPreview,
    case_import,
    column_field,
    import_cases,
    newest_ledger,
    preview,
    sheet_field,
)
from casebase.casework.case_ledgers import Ledger, Progress
from casebase.casework.intake_files import LEDGER
from casebase.domain.draft import Draft
from casebase.domain.precedent import PRECEDENT_KIND_LABELS
from casebase.korean.dates import official_date
from casebase.sheets.rows import letters
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import plain
from casebase.ui.own_draft import offer_discard
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk

_PREVIEW = "import_preview"
_DAYS = ("received_on", "answered_on")
_SHOWN = ("id", "agency", "year", "field", "title", "outcome", *_DAYS)


@dataclass(frozen=True, kw_only=True)
class _Previewed:
    """A preview, and of what it was made: any change of that makes it worthless."""

    of: tuple[object, ...]
    preview: ImportPreview


def bring_ledger(draft: Draft) -> None:
    """Let the person choose what kind of cases they bring, and bring the file."""
    st.caption(
        "기관이 쓰던 대장(엑셀 xlsx, CSV)이나 JSON 사례집을 사례로 가져옵니다. 20 MB보다 큰 파일은 관리자가 "
        "명령줄로 가져올 수 있습니다. 파일을 여럿 올리면 마지막 것을 읽습니다."
    )
    kinds = {kind.value: label for kind, label in PRECEDENT_KIND_LABELS.items()}
    fields.pills(draft, "kind", "어떤 사례인가요", kinds, required=True)
    photo_picker(draft, "ledger_files", LEDGER, accept=".xlsx,.csv,.tsv,.txt,.json", capture=False, label="대장·사례집")
    with st.container(horizontal=True):
        is_brought = newest_ledger(draft) is not None
        is_asked = st.button("파일 열기", key="open_ledger", type="secondary" if is_brought else "primary")
        offer_discard(draft)
    if is_asked and not is_brought:
        st.warning("올린 파일이 없습니다. ‘파일 고르기’로 대장이나 사례집을 먼저 고르세요.")


def choose_sheet(draft: Draft, sheets: Sequence[str]) -> None:
    """Let the person choose among several sheets; the first is read until they do."""
    if len(sheets) > 1:
        name = sheet_field(_sha256(draft))
        _pick(draft, name, "시트", {sheet: sheet for sheet in sheets}, draft.text(name) or sheets[0])


def connect_columns(draft: Draft, ledger: Ledger) -> None:
    """Show which column of the file is read as what, and let the person change it."""
    sha256 = _sha256(draft)
    offered = {str(heading.column): f"{letters(heading.column)} {heading.label}" for heading in ledger.headings.columns}
    offered[NOT_READ] = "읽지 않음"
    chosen_sheet = draft.text(sheet_field(sha256))
    with st.expander(f"열 연결({len(ledger.columns)}개 연결됨)", expanded=bool(missing_columns(ledger.columns))):
        columns = st.columns(3)
        for place, (name, label) in enumerate(COLUMN_LABELS.items()):
            with columns[place % 3]:
                kept = str(ledger.columns.get(name, NOT_READ))
                _pick(draft, column_field(name, sha256, chosen_sheet), label, offered, kept)


def import_steps(draft: Draft, ledger: Ledger) -> None:
    """Look a file over, show what an import would do, and do it."""
    if not draft.text("kind"):
        st.info("어떤 사례인지 고르면 파일을 검토할 수 있습니다.")
        return
    made_of = (draft.id, ledger.name, ledger.sheet, ledger.kind, tuple(ledger.columns.items()), _sha256(draft))
    if st.session_state.get("stop_import"):
        st.warning("멈추었습니다. 아무것도 가져오지 않았습니다.")
    if st.button("검토", key="preview_import", type="primary"):
        st.session_state.pop(_PREVIEW, None)
        found = preview(desk(), ledger, _progress())
        st.session_state[_PREVIEW] = _Previewed(of=made_of, preview=found)
    previewed: _Previewed | None = st.session_state.get(_PREVIEW)
    if previewed is not None and previewed.of == made_of:
        _show(previewed.preview)
        if not previewed.preview.faults and previewed.preview.count_new:
            _offer_import(draft, ledger, previewed.preview)


def _offer_import(draft: Draft, ledger: Ledger, found: ImportPreview) -> None:
    if not st.button(f"{found.count_new:,}건 가져오기", key="import_cases", type="primary"):
        return
    with errors_shown():
        st.button("멈추기", key="stop_import")  # a tap interrupts this run at the next step of the progress
        command = desk("import_cases", draft.id, _sha256(draft), ledger.sheet)
        taken = case_import(desk(), import_cases(command, ledger, _progress(found.count_rows)))
        drafts.discard_draft(desk(), draft.id)
        st.session_state.pop(_PREVIEW, None)
        say_next(f"{taken.file_name}에서 새 사례 {taken.count_taken:,}건을 가져왔습니다.")
        st.rerun()


def _progress(total: int = 0) -> Progress:
    place = st.empty()

    def show(doing: str, count: int) -> None:
        told = f"{doing} {count:,}건"
        if total:
            place.progress(min(count / total, 1.0), text=told)
        else:
            place.caption(told)

    return show


def _show(found: ImportPreview) -> None:
    if found.faults:
        st.error(
            f"고칠 곳이 {found.count_faults:,}곳 있어 아무것도 가져오지 않습니다. 파일을 고쳐 다시 올리세요."
            + "".join(f"\n- {plain(str(fault))}" for fault in found.faults)
        )
    st.markdown(
        f"모두 **{found.count_rows:,}건** · 새 사례 **{found.count_new:,}건** · 이미 있음 {found.count_here:,}건 · "
        f"다른 종류라 지나침 {found.count_other_kind:,}건"
    )
    if found.count_changed:
        rows = ", ".join(f"{entry.row}행" for entry in found.changed)
        st.warning(
            f"번호는 이미 있는데 내용이 다른 것이 {found.count_changed:,}건 있습니다({rows}). 있는 사례를 바꾸지 "
            "않습니다. 다른 대장의 연번이라면 ‘자료번호’ 열을 ‘읽지 않음’으로 바꾸어 다시 검토하세요."
        )
    if found.count_personal:
        st.warning(
            f"처음 {LOOKED_AT:,}건까지 살펴보니 개인정보로 보이는 글이 든 것이 {found.count_personal:,}건 있습니다. "
            "가져온 사례는 모든 기관이 볼 수 있으니 파일에서 먼저 가리세요."
        )
    _table(found.first, "고쳐서 가져오면" if found.faults else "가져오면")


def _table(entries: Sequence[CaseEntry], when: str) -> None:
    if not entries:
        return
    st.caption(f"{when} 이렇게 기록됩니다(처음 {len(entries)}건).")
    heads = "".join(f"<th>{html.escape(COLUMN_LABELS[name])}</th>" for name in _SHOWN)
    rows = "".join(f"<tr>{''.join(_cell(entry, name) for name in _SHOWN)}</tr>" for entry in entries)
    table = f'<table class="ledger"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    st.html(f'<div class="case-rows">{table}</div>')


def _cell(entry: CaseEntry, name: str) -> str:
    value = entry.key if name == "id" else getattr(entry, name)
    if name in _DAYS and value:
        return f'<td class="day">{official_date(date.fromisoformat(value))}</td>'
    return f"<td>{html.escape(str(value or ''))}</td>"


def _pick(draft: Draft, name: str, label: str, options: dict[str, str], kept: str) -> None:
    """A list whose choice stands in the draft only once it was changed from what the file proposes."""
    st.session_state[name] = kept
    st.selectbox(
        label, list(options), format_func=options.__getitem__, key=name, on_change=_keep, args=(draft.id, name)
    )


@fields.to_its_end
def _keep(draft_id: str, name: str) -> None:
    fields.keep(draft_id, name, str(st.session_state[name]))


def _sha256(draft: Draft) -> str:
    newest = newest_ledger(draft)
    return newest["sha256"] if newest else ""
