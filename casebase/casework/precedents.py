"""Precedents (사례): the list with its simple filter, one precedent, and taking one down."""

from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.access.relations import to_consultation, to_person, to_review, to_visit
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import Entry
from casebase.casework.first_rulings import told_ruling
from casebase.casework.publication_sources import successors
from casebase.casework.statute_changes import changed_since
from casebase.casework.timeline import Moment, overtaken, timeline
from casebase.domain.board import Post
from casebase.domain.document import DOCUMENT_TITLES, Document
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.listing import PrecedentFilter, PrecedentLine
from casebase.domain.precedent import (
    PRECEDENT_PARTS,
    Precedent,
    PrecedentOrigin,
    PrecedentState,
    StatuteChange,
    answered_by,
)
from casebase.domain.reach import Relation
from casebase.domain.ruling import Outcome, RulingKind
from casebase.korean.dates import official_date
from casebase.korean.statutes import Citation, cited
from casebase.korean.text import particle
from casebase.store import accounts, consultations, documents, posts, reviews, visits
from casebase.store import precedents as kept
from casebase.store import statute_changes as changes

WHAT = "사례를"
_OWN_OR_ANY = frozenset({Relation.ANY, Relation.SELF})
_PAPERS = frozenset({PrecedentOrigin.OPINION, PrecedentOrigin.RULING})


@dataclass(frozen=True, kw_only=True)
class PrecedentView:
    """All that the page of one precedent shows. `parts` are (key, label, text) of those that have a text.

    `fault` says that the paper it was made from no longer stands; empty while it does. `changed` are changes of what
    it cites since it was answered. `case` is (kind, number) of the original's case, for who may see that; None
    otherwise. `published_by` and `timeline` are the office's own.
    """

    precedent: Precedent
    parts: tuple[tuple[str, str, str], ...]
    fault: str
    citations: tuple[Citation, ...]
    changed: tuple[StatuteChange, ...]
    posts: tuple[Post, ...]
    case: tuple[str, str] | None
    count_masked: int
    published_by: str
    timeline: tuple[Moment, ...]
    may_withdraw: bool


@look(Act.SEE_PRECEDENT)
def precedent(asked: Look, number: str) -> PrecedentView:
    """Return one precedent. Raises: NotFound, outside the office also for one taken down."""
    found = kept.fetch_precedent_by_number(asked.con, number)
    is_inside = sees_withdrawn(asked)
    if found.state == PrecedentState.WITHDRAWN and not is_inside:
        raise NotFound(WHAT)
    citations = cited("\n".join(found.part(name) for name in PRECEDENT_PARTS))
    known = changes.list_statute_changes(asked.con)
    publisher = accounts.find_account(asked.con, found.published_by) if is_inside else None
    return PrecedentView(
        precedent=found,
        parts=tuple((name, label, found.part(name)) for name, label in PRECEDENT_PARTS.items() if found.part(name)),
        fault=paper_fault(asked, found),
        citations=citations,
        changed=changed_since(known, citations, answered_by(found.answered_on, found.year)),
        posts=tuple(posts.list_posts_on(asked.con, found.id)),
        case=_case(asked, found),
        count_masked=sum(redaction.is_masked for redaction in found.redactions),
        published_by=publisher.name if publisher else "",
        timeline=timeline(asked, "precedent", found.id) if is_inside else (),
        may_withdraw=found.state == PrecedentState.PUBLISHED
        and asked.may(Act.WITHDRAW_PRECEDENT, to_person(asked.account, found.published_by)),
    )


@look(Act.SEE_PRECEDENT)
def precedent_list(asked: Look, wanted: PrecedentFilter, limit: int, offset: int) -> list[PrecedentLine]:
    """Return one page of precedents, those of the latest year first; one taken down only to the office."""
    return kept.list_precedents(asked.con, wanted, limit, offset, with_withdrawn=sees_withdrawn(asked))


@look(Act.SEE_PRECEDENT)
def count_precedents(asked: Look, wanted: PrecedentFilter) -> int:
    """Return how many precedents a person may see."""
    return kept.count_precedents(asked.con, wanted, with_withdrawn=sees_withdrawn(asked))


@look(Act.SEE_PRECEDENT)
def precedent_choices(asked: Look) -> tuple[list[str], list[int]]:
    """Return the fields and the years to filter by."""
    return kept.fields_and_years(asked.con)


@act(Act.WITHDRAW_PRECEDENT)
def withdraw_precedent(deed: Deed, precedent_id: str, version: int, fields: dict[str, str]) -> str:
    """Take a precedent down, with `withdrawal_reason`; its original stays as it is. Returns its number.

    Raises: NotFound, NotPermitted, SeveralInvalid, InvalidEntry where it was taken down before, ChangedMeanwhile.
    """
    found = kept.fetch_precedent(deed.con, precedent_id)
    deed.allow_on(to_person(deed.account, found.published_by), Act.SEE_PRECEDENT, WHAT)
    if found.state == PrecedentState.WITHDRAWN:
        raise InvalidEntry(f"사례 {found.number}의 공개는 이미 철회했습니다. 화면을 새로 고치세요.")
    entry = Entry(fields)
    reason = entry.text("withdrawal_reason", "철회 사유")
    entry.must_be_sound()
    withdrawn = replace(
        found,
        state=PrecedentState.WITHDRAWN,
        withdrawn_by=deed.account.id,
        withdrawn_on=deed.today,
        withdrawal_reason=reason,
        version=version,
    )
    if not kept.update_precedent(deed.con, withdrawn):
        raise overtaken(deed, "precedent", found.id, f"사례 {found.number}")
    deed.record("precedent", found.id, number=found.number, reason=reason)
    return found.number


def sees_withdrawn(asked: Look) -> bool:
    """Say whether a person is of those who publish and take down: they see what no longer is public."""
    return asked.may(Act.WITHDRAW_PRECEDENT, _OWN_OR_ANY)


def paper_fault(asked: Look, found: Precedent) -> str:
    """Return why the paper of a precedent no longer stands as it is, empty while it does.

    Outside the office a correction, a withdrawal, or another ruling on re-examination is told only once notified.
    """
    if found.origin not in _PAPERS:
        return ""
    document = documents.fetch_document(asked.con, found.source_key)
    name = f"{DOCUMENT_TITLES[document.kind]} {document.number}{particle(document.number, '은/는')}"
    later = successors(asked, document, only_told=not sees_withdrawn(asked))
    if later and document.withdrawn_on:
        on = official_date(later[0].issued_on)
        return f"{name} {on} 취소되어 효력이 없습니다. 이 사례를 근거로 쓰지 마세요."
    if later:
        on = official_date(later[0].issued_on)
        return f"{name} {on} {later[0].number}로 정정되었습니다. 정정된 내용을 확인하세요."
    again = _ruled_again(asked, document) if found.origin == PrecedentOrigin.RULING else ""
    return f"{name} 재심의를 거쳐 {again}로 다시 결정되었습니다. 그 결정을 함께 확인하세요." if again else ""


def _ruled_again(asked: Look, document: Document) -> str:
    """Return the number of the notified ruling that judged a ruling again, dismissals aside; empty for none."""
    for review in reviews.list_re_examinations(asked.con, document.subject_id):
        told = told_ruling(asked, review.id)
        if told and told[1].kind != RulingKind.WITHDRAWAL and told[1].outcome != Outcome.DISMISSED:
            return told[0].number
    return ""


def _case(asked: Look, found: Precedent) -> tuple[str, str] | None:
    """Return kind and number of the case of a precedent, where that is the asker's to see."""
    if found.origin == PrecedentOrigin.CASEBOOK:
        return None
    if found.origin == PrecedentOrigin.ANSWER:
        visit = visits.find_visit_of_matter(asked.con, found.source_key)
        is_seen = visit is not None and asked.may(Act.SEE_VISIT, to_visit(asked.account, visit))
        return ("visit", visit.number) if visit and is_seen else None
    document = documents.fetch_document(asked.con, found.source_key)
    if found.origin == PrecedentOrigin.OPINION:
        consultation = consultations.fetch_consultation(asked.con, document.subject_id)
        is_seen = asked.may(Act.SEE_CONSULTATION, to_consultation(asked.account, consultation))
        return ("consultation", consultation.number) if is_seen else None
    review = reviews.fetch_review(asked.con, document.subject_id)
    return ("review", review.number) if asked.may(Act.SEE_REVIEW, to_review(asked.account, review)) else None
