"""Changing a consultation: allowed to this person, written at the version they saw, told in one event."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import to_consultation
from casebase.casework.desk import Deed, Look
from casebase.casework.timeline import overtaken
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS, Consultation, ConsultationStatus
from casebase.domain.errors import MoveNotPermitted
from casebase.store import agencies, consultations

WHAT = "사전컨설팅을"


def allowed(deed: Deed, consultation_id: str) -> Consultation:
    """Return a consultation that the deed's act is permitted on. Raises: NotFound, NotPermitted."""
    consultation = consultations.fetch_consultation(deed.con, consultation_id)
    relations = to_consultation(deed.account, consultation)
    seeing = Act.SEE_INQUIRY if deed.may(Act.SEE_INQUIRY, relations) else Act.SEE_CONSULTATION
    deed.allow_on(relations, seeing, WHAT)
    return consultation


def write(deed: Deed, consultation: Consultation, version: int) -> Consultation:
    """Write a changed consultation over the version that was seen; return it as it now stands.

    Raises: ChangedMeanwhile, which tells who changed it.
    """
    seen = replace(consultation, version=version)
    if not consultations.update_consultation(deed.con, seen, agency_name(deed, seen)):
        raise overtaken(deed, "consultation", consultation.id, consultation.name)
    return replace(seen, version=version + 1)


def move(deed: Deed, consultation: Consultation, version: int, to: ConsultationStatus) -> Consultation:
    """As `write`, on to another status. Raises also: MoveNotPermitted."""
    consultation.must_move_to(to)
    return write(deed, replace(consultation, status=to), version)


def record(deed: Deed, consultation: Consultation, **detail: object) -> str:
    """Record the deed's one event on a consultation. Returns its number, or its id where it has none yet."""
    told = {"number": consultation.number, "title": consultation.application.title, **detail}
    deed.record("consultation", consultation.id, **told)
    return consultation.number or consultation.id


def must_stand_at(consultation: Consultation, statuses: frozenset[ConsultationStatus], wanted: str) -> None:
    """Raises: MoveNotPermitted, naming what was wanted, unless the consultation stands at one of these."""
    if consultation.status not in statuses:
        raise MoveNotPermitted("이 사전컨설팅은", CONSULTATION_STATUS_LABELS[consultation.status], wanted)


def agency_name(asked: Look, consultation: Consultation) -> str:
    """Return the name of the agency that asks or whose act is in question; empty where none is chosen yet."""
    if consultation.agency_id is None:
        return ""
    return agencies.fetch_agency(asked.con, consultation.agency_id).name
