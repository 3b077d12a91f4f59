"""Consultations (사전컨설팅): for now the draft case that a matter of a visit opens."""

from dataclasses import dataclass
from enum import StrEnum


class ConsultationStatus(StrEnum):
    """Where a consultation stands. A matter opens it as a draft, without a number."""

    DRAFTING = "drafting"


CONSULTATION_STATUS_LABELS = {ConsultationStatus.DRAFTING: "작성중"}


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """A draft case, with what the visit already told: nothing is asked twice."""

    id: str
    title: str
    field: str
    difficulty: str
    law: str
    visit_id: str
    matter_id: str
    opened_by: str
    opened_at: str
    status: ConsultationStatus = ConsultationStatus.DRAFTING
    version: int = 1
