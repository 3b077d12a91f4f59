"""Publications carried as far as wanted: an original with personal data in it, its draft, and the precedent."""

from casebase.casework.drafts import keep_fields
from casebase.casework.publications import PublicationView, begin_publication, publication, publish_precedent
from casebase.domain.consultation import Consultation
from casebase.domain.document import Document
from casebase.domain.precedent import Precedent
from casebase.store.connection import Store
from casebase.store.documents import list_documents_of
from casebase.store.precedents import fetch_precedent_by_number
from tests.case_builders import Person, typed
from tests.consultation_stages import a_notified_opinion

OVERVIEW = "민원인 김철수(010-1234-5678)의 땅을 지난다. 주무관 홍길순이 현장을 확인하였다."
REVIEW = "김철수의 동의와 합금 배합비 3:7을 확인하였다."
ADDRESS = "창원시 성산구 공단로 1, 101동 1203호에 사는 주민도 함께 쓴다."


def an_opinion_to_publish(handler: Person, applicant: Person, approver: Person, **changes: str) -> Consultation:
    """Carry a consultation to the notice of an opinion with personal data in it."""
    texts = {"overview": OVERVIEW, "review": REVIEW, "view_a": ADDRESS} | changes
    return a_notified_opinion(handler, applicant, approver, **texts)


def paper_of_case(store: Store, kind: str, subject_id: str) -> Document:
    """Return the newest paper of a case."""
    with store.reading() as con:
        return list_documents_of(con, kind, subject_id)[0]


def subject_of(store: Store, consultation: Consultation) -> str:
    return f"document:{paper_of_case(store, 'consultation', consultation.id).id}"


def decide(person: Person, draft_id: str, **fields: str) -> PublicationView:
    """Decide as every proposal suggests, but for `fields`; return what would be published."""
    view = publication(person.desk, draft_id)
    keep_fields(person.desk, draft_id, typed(view.suggested | fields))
    return publication(person.desk, draft_id)


def publish(person: Person, subject: str, **fields: str) -> Precedent:
    """Publish an original as every proposal suggests, but for `fields`."""
    draft_id = begin_publication(person.desk, subject)
    view = decide(person, draft_id, **fields)
    number = publish_precedent(person.desk, draft_id, view.digest)
    with person.store.reading() as con:
        return fetch_precedent_by_number(con, number)
