"""What a form starts with: nothing is asked twice."""

import json

from casebase.casework import businesses, drafts, visit_views
from casebase.casework.accounts import me
from casebase.casework.consultation_views import who_may_apply
from casebase.casework.visit_views import VisitView
from casebase.domain.consultation import ApplicantKind, Consultation
from casebase.domain.draft import Form, TypedField
from casebase.domain.visit import Matter
from casebase.korean.dates import SEOUL
from casebase.ui.session import desk, now


def begin_visit() -> str:
    """Begin a visit's draft: today, now, its opener as owner of its promises. Returns the draft's id."""
    draft_id = drafts.begin_draft(desk(), Form.VISIT)
    drafts.keep_fields(desk(), draft_id, _new_visit_fields(me(desk()).id))
    return draft_id


def begin_review() -> str:
    """Begin a review's draft. Returns its id."""
    return drafts.begin_draft(desk(), Form.REVIEW)


def begin_consultation() -> str:
    """Begin the draft of an application for a consultation. Returns its id."""
    return drafts.begin_draft(desk(), Form.CONSULTATION)


def begin_from_visit(case: Consultation) -> str:
    """Return one's own draft that completes what a visit opened: begun with what the visit knows, or gone on with."""
    draft = drafts.find_draft_of(desk(), Form.CONSULTATION, case.id)
    if draft is not None:
        return draft.id
    draft_id = drafts.begin_draft(desk(), Form.CONSULTATION, case.id)
    drafts.keep_fields(desk(), draft_id, typed_fields(_visit_fields(case)))
    return draft_id


def _visit_fields(case: Consultation) -> dict[str, str]:
    """The business that was visited asks, where the office lets businesses ask."""
    asked = case.application
    values = {
        "title": asked.title,
        "field": asked.field,
        "background": asked.background,
        "law": asked.law,
        "department": case.department,
    }
    if case.visit_id and ApplicantKind.BUSINESS in who_may_apply(desk()):
        visit = visit_views.visit_by_id(desk(), case.visit_id)
        business = businesses.business(desk(), visit.business_id)
        values |= {"applicant_kind": ApplicantKind.BUSINESS, "applicant_name": business.name}
    return values


def _new_visit_fields(account_id: str) -> list[TypedField]:
    korean = now().astimezone(SEOUL)
    rounded = korean.replace(minute=korean.minute // 10 * 10)
    return typed_fields(
        {
            "visited_on": desk().today.isoformat(),
            "begins_at": rounded.strftime("%H:%M"),
            "count_matters": "1",
            "owner_id_1": account_id,
        }
    )


def correction_fields(view: VisitView) -> list[TypedField]:
    """A correction begins with what was recorded."""
    visit = view.visit
    values = {
        "version": str(visit.version),
        "business_id": visit.business_id,
        "visited_on": visit.visited_on.isoformat(),
        "begins_at": visit.begins_at,
        "ends_at": visit.ends_at,
        "place": visit.place,
        "member_ids": json.dumps(visit.member_ids),
        "met": visit.met,
        "consents_to_record": "yes" if visit.consents_to_record else "",
        "signature": visit.signature,
        "count_matters": str(len(visit.matters)),
    }
    for matter in visit.matters:
        values |= _matter_fields(matter)
    return typed_fields(values)


def _matter_fields(matter: Matter) -> dict[str, str]:
    n = matter.position
    return {
        f"field_{n}": matter.field,
        f"department_{n}": matter.department,
        f"difficulty_{n}": matter.difficulty,
        f"law_{n}": matter.law,
        f"track_{n}": matter.track.value,
        f"answer_{n}": matter.answer,
        f"promised_on_{n}": matter.promised_on.isoformat() if matter.promised_on else "",
        f"owner_id_{n}": matter.owner_id or "",
    }


def typed_fields(values: dict[str, str]) -> list[TypedField]:
    """Return values as fields typed now."""
    sequence = int(now().timestamp() * 1000)
    return [TypedField(key=key, value=value, sequence=sequence) for key, value in values.items()]
