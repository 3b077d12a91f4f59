"""Reading the application form of a consultation (사전컨설팅 신청서)."""

from datetime import date

from casebase.casework.desk import Look
from casebase.casework.entry import LONG, Entry
from casebase.domain.account import Role
from casebase.domain.agency import Agency
from casebase.domain.case import FIELDS
from casebase.domain.consultation import (
    APPLICANT_KIND_LABELS,
    CHECKLIST,
    ApplicantKind,
    Application,
    ScreeningAnswer,
)
from casebase.domain.errors import InvalidEntry
from casebase.law.eligibility import exclusions_on, scope_on
from casebase.law.values import value_on
from casebase.store import agencies
from casebase.store.ids import new_id
from casebase.store.settings import list_settings


def read_application(entry: Entry) -> Application:
    """Return what is asked, from the fields named as the attributes are; checklist is a JSON list of codes."""
    return Application(
        title=entry.text("title", "건명"),
        field=entry.choice("field", "분야", FIELDS),
        background=entry.text("background", "신청배경", limit=LONG),
        request=entry.text("request", "신청사항", limit=LONG),
        law=entry.text("law", "관련 법령", limit=LONG),
        law_as_of=entry.day("law_as_of", "법령 기준일"),
        issues=entry.text("issues", "주요쟁점", limit=LONG),
        view_a=entry.text("view_a", "갑설", limit=LONG),
        view_b=entry.text("view_b", "을설", limit=LONG),
        opinion=entry.text("opinion", "신청기관·부서 의견", limit=LONG),
        self_review=entry.text("self_review", "자체검토", limit=LONG),
        checklist=entry.several("checklist", "체크리스트", CHECKLIST),
    )


def read_applicant(asked: Look, entry: Entry) -> tuple[ApplicantKind, str, str, str]:
    """Return who asks: kind, agency id, department, name. Who files for an agency of their own need not say so."""
    if asked.account.role == Role.APPLICANT and asked.account.agency_id is not None:
        kind, agency_id = ApplicantKind.AGENCY, asked.account.agency_id
    else:
        offered = [kind.value for kind in applicant_kinds(asked)]
        if not offered:
            raise InvalidEntry("이 감사기구는 업체나 주민의 신청을 받지 않습니다. 담당 기관을 통해 신청하세요.")
        kind = ApplicantKind(entry.choice("applicant_kind", "신청인 구분", offered) or ApplicantKind.AGENCY)
        agency_id = entry.choice("agency_id", _agency_label(kind), {agency.id for agency in active_agencies(asked)})
    department = entry.text("department", "부서", required=kind == ApplicantKind.AGENCY)
    return kind, agency_id, department, entry.text("applicant_name", "신청인(담당자)")


def read_answers(asked: Look, entry: Entry, consultation_id: str, day: date) -> list[ScreeningAnswer]:
    """Return one person's answers to the screening questions: holds_<code> ("yes", "no", ""), reason_<code>.

    A question without an answer and without a reason is left out: nobody said anything on it.
    """
    answers = []
    for question in (*scope_on(day), *exclusions_on(day)):
        holds = {"yes": True, "no": False}.get(entry.read(f"holds_{question.code}"))
        reason = entry.text(f"reason_{question.code}", question.label, limit=LONG, required=False)
        if holds is not None or reason:
            answers.append(
                ScreeningAnswer(
                    id=new_id(),
                    consultation_id=consultation_id,
                    question=question.code,
                    holds=holds,
                    reason=reason,
                    account_id=asked.account.id,
                    answered_at=asked.now,
                )
            )
    return answers


def applicant_kinds(asked: Look) -> list[ApplicantKind]:
    """Return whom a person may ask for a consultation as, by the office's own setting.

    The office may enter any application that came on paper; an applicant of no agency does not speak for one.
    """
    setting = value_on("consultations.applicants", asked.today, list_settings(asked.con))
    accepted = str(setting.value).split("·")
    speaks_for_agencies = asked.account.role != Role.APPLICANT
    return [
        kind
        for kind, label in APPLICANT_KIND_LABELS.items()
        if label in accepted and (kind != ApplicantKind.AGENCY or speaks_for_agencies)
    ]


def active_agencies(asked: Look) -> list[Agency]:
    """Return the agencies that may ask, or whose acts may be asked about."""
    return [agency for agency in agencies.list_agencies(asked.con) if agency.is_active]


def _agency_label(kind: ApplicantKind) -> str:
    return "신청기관" if kind == ApplicantKind.AGENCY else "대상기관"
