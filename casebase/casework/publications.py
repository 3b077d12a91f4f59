"""Publishing (사례 공개): an original becomes a precedent once a person has decided on all personal data in it."""

from dataclasses import dataclass

from casebase.access.act import Act
from casebase.casework.desk import Deed, Desk, Look, act, look
from casebase.casework.drafts import begin_draft, find_draft_of, taken_by_act
from casebase.casework.entry import Entry
from casebase.casework.publication_entry import Proposal, Redacted, read_redaction
from casebase.casework.publication_sources import DOCUMENT, MATTER, WHAT, Source, source_of
from casebase.domain.access_log import Shown, Thing
from casebase.domain.case import CaseKind, Disclosure
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.precedent import PRECEDENT_PARTS, Precedent, PrecedentState
from casebase.store import documents, drafts, precedents, visits
from casebase.store.ids import new_id
from casebase.store.numbers import next_number

_PAPERS = {"consultation": DocumentKind.OPINION, "review": DocumentKind.RULING}
_PARTIAL = "부분공개로 정한 문서입니다. 공개하지 않기로 한 내용이 남아 있지 않은지 한 번 더 확인하세요."


@dataclass(frozen=True, kw_only=True)
class PublicationOffer:
    """What a case's page shows of publishing one original: that it may be, why it may not, or as what it was."""

    subject: str  # for `begin_publication`
    label: str
    refusal: str
    precedent_number: str
    is_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class PublicationPart:
    """One part that has a text: as it stands in the original, and as it would be published."""

    name: str
    label: str
    original: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class PublicationView:
    """All that the page of one publication shows. `faults` are (field, sentence) of what was typed.

    `digest` is what `publish_precedent` wants back. `suggested` are the fields that decide as the proposals suggest,
    of those not decided on yet.
    """

    draft_id: str
    label: str
    field: str
    told: str
    warning: str
    refusal: str
    parts: tuple[PublicationPart, ...]
    proposals: tuple[Proposal, ...]
    count_undecided: int
    suggested: dict[str, str]
    phrases: str
    faults: tuple[tuple[str, str], ...]
    digest: str


def publishable(desk: Desk, kind: str, subject_id: str) -> tuple[PublicationOffer, ...]:
    """Return what of a case may be, or was, published: of a "consultation" or "review" its last paper, of a "visit"
    its matters. Nothing to whom publishing it is not for. Raises: SignedOut.
    """
    try:
        return _offers(desk, kind, subject_id)
    except (NotFound, NotPermitted):
        return ()


def begin_publication(desk: Desk, subject: str) -> str:
    """Return the id of one's own draft to publish "document:<id>" or "matter:<id>", a new one where there is none.

    Raises: SignedOut, NotFound, NotPermitted, InvalidEntry where it cannot be published.
    """
    if refusal := _refused(desk, subject):
        raise InvalidEntry(refusal)
    begun = find_draft_of(desk, Form.PUBLICATION, subject)
    return begun.id if begun else begin_draft(desk, Form.PUBLICATION, subject)


@look(Act.SEE_PUBLICATION)
def publication(asked: Look, draft_id: str) -> PublicationView:
    """Return one's own draft of a publication, with the text exactly as it would be published. Raises: NotFound."""
    draft = drafts.find_draft(asked.con, draft_id)
    if draft is None or draft.account_id != asked.account.id or draft.form != Form.PUBLICATION:
        raise NotFound("작성하던 초안을")
    source = _seen(asked, draft.subject)
    asked.note(Shown.PERSONAL, Thing.PUBLICATION, draft.subject, source.label)
    entry = Entry(draft.fields)
    redacted = read_redaction(entry, source)
    return PublicationView(
        draft_id=draft.id,
        label=source.label,
        field=source.field,
        told=source.told,
        warning=_PARTIAL if source.disclosure == Disclosure.PARTIAL else "",
        refusal=_refusal(asked, source),
        parts=tuple(
            PublicationPart(name=name, label=label, original=source.texts[name], shown=redacted.texts[name])
            for name, label in PRECEDENT_PARTS.items()
            if source.texts[name]
        ),
        proposals=redacted.proposals,
        count_undecided=redacted.count_undecided,
        suggested={each.key: each.suggestion for each in redacted.proposals if not each.decision},
        phrases=draft.text("phrases"),
        faults=_faults(entry),
        digest=redacted.digest,
    )


@act(Act.PUBLISH_PRECEDENT)
def publish_precedent(deed: Deed, draft_id: str, seen_digest: str) -> str:
    """Publish an original as decided in its draft. Returns the precedent's number; the original stays as it is.

    `seen_digest` is that of the text the person read: if another would be published, nothing is. Raises: NotFound,
    NotPermitted, SeveralInvalid, ChangedMeanwhile, and InvalidEntry while a proposal is not decided on, or where the
    original cannot be published, or was before.
    """
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.PUBLICATION, deed.now)
    deed.con.lock(f"publication {draft.subject}")  # two people at once
    source = source_of(deed, draft.subject)
    deed.allow_on(source.relations, Act.SEE_PUBLICATION, WHAT)
    if refusal := _refusal(deed, source):
        raise InvalidEntry(refusal)
    entry = Entry(draft.fields)
    redacted = read_redaction(entry, source)
    entry.must_be_sound()
    if redacted.count_undecided:
        raise InvalidEntry(
            f"가릴지 남길지 정하지 않은 곳이 {redacted.count_undecided}곳 있습니다. 모두 정한 뒤 공개하세요."
        )
    if redacted.digest != seen_digest:
        raise ChangedMeanwhile("미리 본 뒤 공개할 글이 바뀜. 다시 읽고 공개하세요")
    precedent = _precedent(deed, source, redacted)
    precedents.insert_precedent(deed.con, precedent)
    drafts.wipe_draft(deed.con, draft_id)
    count_masked = sum(redaction.is_masked for redaction in precedent.redactions)
    told = {"number": precedent.number, "title": precedent.title, "document": source.label}
    deed.record("precedent", precedent.id, **told, count_masked=count_masked)
    return precedent.number


@look(Act.SEE_PUBLICATION)
def _offers(asked: Look, kind: str, subject_id: str) -> tuple[PublicationOffer, ...]:
    if kind == "visit":
        subjects = [f"{MATTER}:{matter.id}" for matter in visits.fetch_visit(asked.con, subject_id).matters]
    else:
        papers = documents.list_documents_of(asked.con, kind, subject_id)
        subjects = [f"{DOCUMENT}:{paper.id}" for paper in papers if paper.kind == _PAPERS[kind]][:1]
    return tuple(_offer(asked, subject) for subject in subjects)


def _offer(asked: Look, subject: str) -> PublicationOffer:
    source = _seen(asked, subject)
    made = precedents.find_precedent_of(asked.con, source.origin, source.key)
    return PublicationOffer(
        subject=subject,
        label=source.label,
        refusal=source.refusal,
        precedent_number=made.number if made else "",
        is_withdrawn=made is not None and made.state == PrecedentState.WITHDRAWN,
    )


@look(Act.SEE_PUBLICATION)
def _refused(asked: Look, subject: str) -> str:
    return _refusal(asked, _seen(asked, subject))


def _seen(asked: Look, subject: str) -> Source:
    source = source_of(asked, subject)
    asked.must_see(source.relations, WHAT)
    return source


def _refusal(asked: Look, source: Source) -> str:
    made = precedents.find_precedent_of(asked.con, source.origin, source.key)
    if made is None:
        return source.refusal
    if made.state == PrecedentState.WITHDRAWN:
        return f"사례 {made.number}로 공개했다가 철회한 문서입니다. 다시 공개할 수 없습니다."
    return f"이미 사례 {made.number}로 공개했습니다. 그 사례에서 내용을 확인하세요."


def _faults(entry: Entry) -> tuple[tuple[str, str], ...]:
    try:
        entry.must_be_sound()
    except SeveralInvalid as several:
        return tuple((fault.field or "", str(fault)) for fault in several.faults)
    return ()


def _precedent(deed: Deed, source: Source, redacted: Redacted) -> Precedent:
    return Precedent(
        id=new_id(),
        number=next_number(deed.con, deed.today.year, CaseKind.PRECEDENT.value),
        kind=source.kind,
        origin=source.origin,
        source_key=source.key,
        year=source.answered_on.year,
        field=source.field,
        source=source.told,
        received_on=source.received_on,
        answered_on=source.answered_on,
        state=PrecedentState.PUBLISHED,
        published_by=deed.account.id,
        published_on=deed.today,
        redactions=redacted.redactions,
        is_demo=source.is_demo,
        title=redacted.texts["title"],
        agency=redacted.texts["agency"],
        facts=redacted.texts["facts"],
        question=redacted.texts["question"],
        view_a=redacted.texts["view_a"],
        view_b=redacted.texts["view_b"],
        outcome=redacted.texts["outcome"],
        reasons=redacted.texts["reasons"],
    )
