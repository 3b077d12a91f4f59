"""The deadline of a consultation: the day in words, a bar from the receipt to it, and why it is that day."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from casebase.casework.consultation_views import Course
from casebase.domain.suspension import SUSPENSION_LABELS, Suspension
from casebase.korean.dates import clock_time, official_date, official_span, weekday
from casebase.law.deadlines import Deadline
from casebase.law.periods import PeriodRow
from casebase.law.regimes import CLOCK_LABELS, Clock
from casebase.ui.marks import proof_rows

_ONE_DAY = timedelta(days=1)
_FURTHEST = 50  # percent from the right end, where the day due still stands clear of the day of receipt
_WIDTH_A_LETTER = 0.022  # of a bar on a tablet


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days of the bar that are drawn alike, first and last included; `label` names what stopped the clock in them."""

    first: date
    last: date
    look: str  # a class of reading.css: "past", "ahead", "stopped" or "late"
    label: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def deadline_bar(course: Course, today: date, ended_on: date | None = None) -> None:
    """Show when a consultation is due, as of today or, once its opinion was issued, as of that day (`ended_on`)."""
    due = course.deadline
    if due is None:
        return
    as_of = ended_on or today
    with st.container(border=True, key="deadline"):
        headline, look = told(due, today, ended_on)
        st.html(f'<p class="deadline-day {look}">{html.escape(headline)}</p>')
        stretches = drawn(due, course.suspensions, as_of, is_over=ended_on is not None)
        st.html(_bar(stretches, due, as_of, headline, is_over=ended_on is not None))
        with st.expander("왜 이 날짜인가"):
            proof_rows(due.rows)
            if due.without_effect:
                st.markdown("**기한을 바꾸지 않은 기록**")
                proof_rows(due.without_effect)


def told(due: Deadline, today: date, ended_on: date | None = None) -> tuple[str, str]:
    """Return the deadline in one line, and how it looks: "calm", "stopped", "late"."""
    day = f"{official_date(due.due_on)}({weekday(due.due_on)})"
    if due.due_at is not None:
        day = f"{day} {clock_time(due.due_at)}"
    if ended_on is not None:
        late = (ended_on - due.due_on).days
        how = f"기한을 {late}일 넘김" if late > 0 else "기한 안에 답함"
        return f"처리기한 {day} · {official_date(ended_on)} 발행, {how}", "late" if late > 0 else "calm"
    if due.is_stopped:
        return f"정지 중: 오늘 재개하면 {day}까지", "stopped"
    left = (due.due_on - today).days
    if left < 0:
        return f"처리기한 {day} · {-left}일 지남", "late"
    return f"처리기한 {day} · {_left(due, left)}", "calm"


def drawn(due: Deadline, suspensions: Sequence[Suspension], as_of: date, *, is_over: bool) -> tuple[Stretch, ...]:
    """Return what the bar shows from the receipt to the day due, or to `as_of` where that is later."""
    last_counted = max(row.to_on for row in due.rows if _counts(row))
    stretches: list[Stretch] = []
    for row in due.rows:
        is_receipt = row is due.rows[0] and row.from_on == row.to_on
        may_be_stop = not (_counts(row) or is_receipt or row.from_on > last_counted)
        if may_be_stop and (label := _stopping(row, suspensions, as_of)):
            stretches.append(Stretch(first=row.from_on, last=row.to_on, look="stopped", label=label))
        else:
            stretches += _split(row, as_of)
    if as_of > due.due_on:
        stretches.append(Stretch(first=due.due_on + _ONE_DAY, last=as_of, look="past" if is_over else "late"))
    return tuple(stretches)


def _left(due: Deadline, days: int) -> str:
    if due.clock != Clock.CALENDAR:
        return f"{CLOCK_LABELS[due.clock]} {due.remaining_printed} 남음"
    return f"{days}일 남음" if days else "오늘까지"


def _counts(row: PeriodRow) -> bool:
    return bool(row.days or row.minutes)


def _stopping(row: PeriodRow, suspensions: Sequence[Suspension], as_of: date) -> str:
    """Return what kept the case waiting on a row's days, "" where nothing did."""
    waits = [wait for wait in suspensions if wait.is_in_force]
    met = [wait for wait in waits if wait.begins_on <= row.to_on and row.from_on <= (wait.ends_on or as_of)]
    return "·".join(dict.fromkeys(SUSPENSION_LABELS[wait.kind] for wait in met))


def _split(row: PeriodRow, as_of: date) -> list[Stretch]:
    """What has gone by, and what lies ahead."""
    parts = [
        Stretch(first=row.from_on, last=min(row.to_on, as_of), look="past"),
        Stretch(first=max(row.from_on, as_of + _ONE_DAY), last=row.to_on, look="ahead"),
    ]
    return [part for part in parts if part.days > 0]


def _bar(stretches: Sequence[Stretch], due: Deadline, as_of: date, headline: str, *, is_over: bool) -> str:
    """Return the bar; who cannot see it hears the same in words."""
    first, last = stretches[0].first, stretches[-1].last
    stops = [each for each in stretches if each.look == "stopped"]
    words = [f"{official_date(first)} 접수", *(_stop(each) for each in stops), headline]
    length = (last - first).days + 1
    place = ((as_of - first).days + 0.5) / length * 100
    after_due = min((last - due.due_on).days / length * 100, _FURTHEST)
    parts = "".join(
        f'<span class="{each.look}" style="flex-grow:{each.days}">{html.escape(_fitting(each, length))}</span>'
        for each in stretches
    )
    marked = "발행" if is_over else "오늘"
    legend = "".join(f"<li>{html.escape(_stop(each))}</li>" for each in stops)
    return (
        f'<div class="deadline-bar" role="img" aria-label="{html.escape("; ".join(words))}">'
        f'<div class="stretches">{parts}</div>'
        f'<b class="today" style="left:{min(max(place, 0), 100):.2f}%"><i>{marked}</i></b></div>'
        f'<div class="deadline-ends"><span>{official_date(first)} 접수</span>'
        f'<span style="margin-right:{after_due:.2f}%">{official_date(due.due_on)} 기한</span></div>'
        + (f'<ul class="deadline-stops">{legend}</ul>' if legend else "")
    )


def _fitting(stretch: Stretch, length: int) -> str:
    """Return the label of a stretch where it is wide enough to hold it on a tablet; the legend names it anyway."""
    return stretch.label if stretch.days / length > _WIDTH_A_LETTER * (len(stretch.label) + 1) else ""


def _stop(stretch: Stretch) -> str:
    """Return "보완요구 2026. 3. 2.~3. 9. (8일 뺌)"."""
    return f"{stretch.label} {official_span(stretch.first, stretch.last)} ({stretch.days}일 뺌)"
