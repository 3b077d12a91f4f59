"""The ballot: each question with the proposer's answer beside it, cast once and for good."""

from itertools import groupby

import streamlit as st

from casebase.casework import drafts, votes
from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.question_views import QuestionView
from casebase.casework.ruling_papers import WORDS
from casebase.domain.draft import Draft, Form, TypedField
from casebase.domain.finding import STEP_LABELS
from casebase.domain.meeting import CHOICE_LABELS, Choice
from casebase.ui import fields
from casebase.ui.case_step import end_step
from casebase.ui.feedback import errors_shown, forget_faults, remember_faults, show_faults_summary
from casebase.ui.marks import passage, plain
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk, now

_READY = "ballot_ready"
_CHOICES = {True: Choice.YES, False: Choice.NO}


def ballot_form(item: ItemView, work: ItemWork) -> None:
    """Let a member vote on all that is put to them now; what is chosen stands in a draft until it is cast."""
    st.subheader("표결")
    with errors_shown():
        draft = own_draft(Form.BALLOT, f"{item.id}:{work.item.stage}")
        show_faults_summary()
        for heading, questions in groupby(work.to_cast, key=lambda question: question.heading):
            st.markdown(f"**{plain(heading)}**")
            for question in questions:
                with st.container(border=True, key=f"question_{question.key}", gap="small"):
                    _question(draft, question)
        open_questions = [each for each in work.to_cast if not drafted(draft, each)]
        _fill_rest(draft, open_questions)
        _cast(item, work, draft, open_questions)


def own_votes(work: ItemWork) -> None:
    """Show a member their own vote while nobody is told the count."""
    every = [*work.questions, *([work.motion_vote] if work.motion_vote else [])]
    cast = [question for question in every if question.own is not None and question.tally is None]
    if not cast:
        return
    st.info("표결했습니다. 출석위원이 모두 표결하면 주재하는 위원이 표결을 끝냅니다.")
    with st.expander("내가 낸 표(나만 봅니다)"):
        told = [f"{each.label}: {choices_of(each)[each.own.value]}" for each in cast if each.own is not None]
        st.markdown("\n".join(f"- {plain(line)}" for line in told))


def drafted(draft: Draft, question: QuestionView) -> str:
    """Return what a member has chosen so far, empty for nothing: as the page shows it at this moment."""
    return str(st.session_state.get(_field(question)) or draft.text(_field(question)))


def choices_of(question: QuestionView) -> dict[str, str]:
    """Return the choices with what each says: a vote for a criterion finds it met, for a ground that it applies."""
    if question.step is None:
        return {choice.value: label for choice, label in CHOICE_LABELS.items()}
    words = WORDS[question.step]
    return {
        Choice.YES.value: f"{CHOICE_LABELS[Choice.YES]}({words[True]})",
        Choice.NO.value: f"{CHOICE_LABELS[Choice.NO]}({words[False]})",
        Choice.ABSTAIN.value: CHOICE_LABELS[Choice.ABSTAIN],
    }


def as_proposed(question: QuestionView) -> Choice | None:
    """Return the vote that says what the proposer found; None where that is open, or there is no finding."""
    if question.step is None:
        return None
    return next((_CHOICES[holds] for holds in _CHOICES if WORDS[question.step][holds] == question.proposed), None)


def _question(draft: Draft, question: QuestionView) -> None:
    step = f"{STEP_LABELS[question.step]} · " if question.step else ""
    st.markdown(f"{step}**{plain(question.label)}**")
    if question.definition:
        st.text(question.definition)
    if question.source:
        st.caption(plain(question.source))
    if question.proposed:
        passage(f"심사안: {question.proposed}", question.proposed_reason or "이유 없음")
    fields.pills(draft, _field(question), "표결", choices_of(question), required=True)


def _fill_rest(draft: Draft, open_questions: list[QuestionView]) -> None:
    """Offer to vote as proposed wherever nothing is chosen yet: the member's own act, and still to be changed."""
    fillable = [question for question in open_questions if as_proposed(question)]
    if fillable:
        label = f"나머지 {len(fillable)}개는 심사안과 같이"
        st.button(label, key="fill_as_proposed", on_click=_fill, args=(draft.id, fillable))


@fields.to_its_end
def _fill(draft_id: str, questions: list[QuestionView]) -> None:
    """Fill in what is open still: a quick hand may have chosen since the button was drawn, and that choice stands."""
    with errors_shown():
        sequence = int(now().timestamp() * 1000)
        still_open = [question for question in questions if not st.session_state.get(_field(question))]
        chosen = {_field(question): str(as_proposed(question)) for question in still_open}
        kept = [TypedField(key=name, value=value, sequence=sequence) for name, value in chosen.items()]
        drafts.keep_fields(desk(), draft_id, kept)
        st.session_state.update(chosen)


def _cast(item: ItemView, work: ItemWork, draft: Draft, open_questions: list[QuestionView]) -> None:
    """Ask once more before a ballot is cast; a ballot that is not complete is sent back to its open questions."""
    if st.button("표결하기", key="ready_ballot", type="primary"):
        forget_faults()
        if open_questions:
            wanted = "찬성, 반대, 기권 가운데 하나를 고르세요."
            remember_faults({_field(question): f"{question.label}: {wanted}" for question in open_questions})
        st.session_state[_READY] = None if open_questions else draft.id
        st.rerun()
    if st.session_state.get(_READY) == draft.id and not open_questions:
        _confirm(item, work, draft)


def _confirm(item: ItemView, work: ItemWork, draft: Draft) -> None:
    with st.container(border=True, key="confirm_ballot"):
        st.warning("한 번 표결하면 바꾸거나 거둘 수 없습니다. 고른 것을 확인하세요.")
        told = [f"{each.label}: {choices_of(each)[drafted(draft, each)]}" for each in work.to_cast]
        st.markdown("\n".join(f"- {plain(line)}" for line in told))
        with st.container(horizontal=True):
            if st.button("이대로 표결", key="cast_ballot", type="primary"):
                typed = drafts.fetch_draft(desk(), draft.id).fields
                votes.cast_ballot(desk("cast_ballot", item.id, draft.id), item.id, item.version, typed)
                drafts.discard_draft(desk(), draft.id)
                end_step("표결했습니다. 모두 표결하면 주재하는 위원이 표결을 끝냅니다.")
            if st.button("더 고르기", key="change_ballot"):
                st.session_state[_READY] = None
                st.rerun()


def _field(question: QuestionView) -> str:
    return f"vote_{question.key}"
