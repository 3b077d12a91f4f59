"""Demo requests for legal advice: published cases put to the panel; what the members answer is made up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from casebase.casework import advice, advice_answers
from casebase.casework.advice_views import AdviceView, advice_form, advice_page
from casebase.casework.consultation_views import consultation_list
from casebase.casework.demo.cases import PublishedCase, published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import Steps, in_office_hours, working_day_from
from casebase.casework.review_views import review_list
from casebase.domain.account import Role
from casebase.domain.advice import Assignment, Stance
from casebase.domain.listing import ConsultationFilter, ReviewFilter


@dataclass(frozen=True, kw_only=True)
class _Course:
    """One demo request under way: `numbers` holds its number once it is asked; `due_on` empty: the office's default."""

    staff: Staff
    case: PublishedCase
    due_on: str
    numbers: list[str] = field(default_factory=list)

    @property
    def subject_kind(self) -> str:
        return "consultation" if self.case.kind == "pre_consulting" else "review"

    def view(self, login: str, at: datetime) -> AdviceView:
        return advice_page(self.staff.desk(login, at), self.numbers[0])

    def own(self, login: str, at: datetime) -> Assignment:
        """Return where somebody stands who was asked. Raises: LookupError for anybody else."""
        own = self.view(login, at).own
        if own is None:
            raise LookupError(f"{login} was not asked about {self.case.id}")
        return own


_Act = Callable[[_Course, datetime], None]


@dataclass(frozen=True, kw_only=True)
class _Demo:
    """One request: `steps` are what was done, each so many days ago; `due_in` days from now it is to be answered."""

    case_id: str
    due_in: int | None
    steps: tuple[tuple[int, _Act], ...]


def advice_steps(staff: Staff, now: datetime) -> Steps:
    """Return what was done on each request, each act with its moment in office hours."""
    steps: Steps = []
    for demo in _DEMOS:
        due_on = "" if demo.due_in is None else working_day_from((now + timedelta(days=demo.due_in)).date()).isoformat()
        course = _Course(staff=staff, case=published_cases()[demo.case_id], due_on=due_on)
        for n, (days_ago, act) in enumerate(demo.steps):
            at = in_office_hours(now - timedelta(days=days_ago)) + timedelta(minutes=90 + 10 * n)
            steps.append((at, partial(act, course, at)))
    return steps


def _ask(course: _Course, at: datetime) -> None:
    """Ask about every issue that the case has."""
    desk, case = course.staff.desk(Role.AUDITOR, at), course.case
    subject_id = _subject_id(course, at)
    fields = {
        "question": f"(시연) {case.question}에 관하여 쟁점별 의견을 구한다.",
        "facts": f"{case.facts} {case.view_a} {case.view_b}",
        "due_on": course.due_on,
    }
    for n, issue in enumerate(advice_form(desk, course.subject_kind, subject_id).issues, start=1):
        fields |= {f"issue_{n}": issue.text, f"criterion_{n}": issue.criterion}
    course.numbers.append(advice.ask_advice(desk, course.subject_kind, subject_id, fields))


def _subject_id(course: _Course, at: datetime) -> str:
    desk, title = course.staff.desk(Role.AUDITOR, at), course.case.question
    if course.subject_kind == "consultation":
        return consultation_list(desk, ConsultationFilter(query=title), 1, 0)[0].id
    return review_list(desk, ReviewFilter(query=title), 1, 0)[0].id


def _offer(logins: tuple[str, ...], course: _Course, at: datetime) -> None:
    for login in logins:
        desk = course.staff.desk(Role.AUDITOR, at)
        request = course.view(Role.AUDITOR, at).request
        advice.offer_advice(desk, request.id, request.version, {"account_id": course.staff.accounts[login]})


def _accept(login: str, course: _Course, at: datetime) -> None:
    own = course.own(login, at)
    advice_answers.accept_advice(course.staff.desk(login, at), own.id, own.version, {"no_conflict": "yes"})


def _step_aside(login: str, course: _Course, at: datetime) -> None:
    own = course.own(login, at)
    fields = {"ground": "other_case", "reason": "(시연) 이 기관을 상대방으로 하는 다른 사건을 맡고 있다."}
    advice_answers.recuse_from_advice(course.staff.desk(login, at), own.id, own.version, fields)


def _agree(login: str, course: _Course, at: datetime) -> None:
    """Answer every issue as the published reasons do."""
    issues = course.view(login, at).request.issues
    _answer(course, login, at, dict.fromkeys((issue.id for issue in issues), (Stance.YES, course.case.reasons)))


def _dissent(login: str, course: _Course, at: datetime) -> None:
    """As `_agree`, but on the last issue take the side of what was objected."""
    issues = course.view(login, at).request.issues
    told = dict.fromkeys((issue.id for issue in issues), (Stance.YES, course.case.reasons))
    _answer(course, login, at, told | {issues[-1].id: (Stance.NO, course.case.view_a.removeprefix("지적: "))})


def _answer(course: _Course, login: str, at: datetime, told: dict[str, tuple[Stance, str]]) -> None:
    own, is_all_yes = course.own(login, at), all(stance == Stance.YES for stance, _ in told.values())
    fields = {"summary": "(시연) 모든 쟁점을 긍정한다." if is_all_yes else "(시연) 마지막 쟁점은 긍정하기 어렵다."}
    for issue_id, (stance, text) in told.items():
        fields |= {f"stance_{issue_id}": stance.value, f"answer_{issue_id}": f"(시연) {text}"}
    advice_answers.answer_advice(course.staff.desk(login, at), own.id, own.version, fields)


_DEMOS = (
    _Demo(
        case_id="EX-023",
        due_in=None,
        steps=(
            (20, _ask),
            (20, partial(_offer, ("panel2", "panel3", "panel4"))),
            (19, partial(_accept, "panel2")),
            (19, partial(_accept, "panel3")),
            (18, partial(_accept, "panel4")),
            (16, partial(_agree, "panel2")),
            (15, partial(_agree, "panel3")),
            (14, partial(_dissent, "panel4")),
        ),
    ),
    _Demo(
        case_id="EX-019",
        due_in=2,
        steps=(
            (6, _ask),
            (6, partial(_offer, ("panel", "panel2"))),
            (5, partial(_accept, "panel")),
            (5, partial(_step_aside, "panel2")),
        ),
    ),
    _Demo(case_id="PC-018", due_in=5, steps=((2, _ask), (2, partial(_offer, ("panel",))))),
)
