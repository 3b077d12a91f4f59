"""What stands on a paper: plain values, ready to be drawn, and embedded in the PDF as canonical JSON."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """두문 and 결문: who sends, who is addressed, who approved, and how open the paper is."""

    office: str  # 행정기관명
    sender: str  # 발신명의
    recipient: str  # 수신
    approvals: tuple[tuple[str, str, str], ...]  # (post, name, "2026. 11. 22." or "" while not signed)
    number: str
    issued_on: date | None  # None on a preview
    address: str
    telephone: str
    disclosure: str  # "부분공개(제5호, 제6호)"
    is_demo: bool
    is_draft: bool  # a preview: marked on every page
    public_url: str = ""  # base of the verification address; empty when not set


@dataclass(frozen=True, kw_only=True)
class MatterOnPaper:
    """One difficulty as printed."""

    field: str
    department: str
    difficulty: str
    law: str
    track: str
    answer: str
    promised_on: date | None
    owner: str


@dataclass(frozen=True, kw_only=True)
class VisitRecord:
    """현장 방문 상담 결과서. `signature` is JSON {"w","h","path"}; `photos` are (name, JPEG bytes' SHA-256)."""

    head: Letterhead
    business: str
    registration_number: str
    industry: str
    region: str
    visited_on: date
    begins_at: str
    ends_at: str
    place: str
    team: tuple[str, ...]
    met: str
    consents_to_record: bool
    matters: tuple[MatterOnPaper, ...]
    photos: tuple[tuple[str, str], ...]
    signature: str
    corrects: str = ""  # number of the paper this one supersedes
    correction_reason: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class LaterAnswer:
    """후속 회신 to a business, on a difficulty raised on a visit."""

    head: Letterhead
    visit_number: str
    visited_on: date
    business: str
    matter: MatterOnPaper
    answer: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class FindingOnPaper:
    """One finding as printed. `holds` is the word: "충족", "불충족", "해당", "해당 없음"."""

    question: str
    definition: str
    holds: str
    reason: str
    evidence: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class ChargeOnPaper:
    """One charge with its findings, step by step, and what follows from them."""

    observation: str
    subject: str
    disposition_before: str
    disposition_after: str
    conclusion: str
    criteria: tuple[FindingOnPaper, ...]
    exclusions: tuple[FindingOnPaper, ...]
    presumption: tuple[FindingOnPaper, ...]


@dataclass(frozen=True, kw_only=True)
class ObservationOnPaper:
    """지적내용. `loss` is printed money, empty when there is none."""

    title: str
    text: str
    loss: str


@dataclass(frozen=True, kw_only=True)
class ResolutionOnPaper:
    """위원 의결 as a ruling prints it: the numbers, and who did not take part. `tallies` is one question a pair:

    its name, and the count as "찬성 3, 반대 1, 기권 0".
    """

    meeting: str  # "2026-회의-0001(2026. 3. 2.)"
    seats: int
    present: int
    yes: int
    no: int
    abstained: int
    quorum: str
    recused: tuple[str, ...]
    tallies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RulingPaper:
    """적극행정 면책심사 결정서, or 재심의 결정서 where `first_ruling` names the ruling that was looked at again."""

    head: Letterhead
    case_number: str
    title: str
    applicant: str  # or "직권"
    audit_name: str
    filed_on: date
    timeliness: str  # sentence on whether it was filed in time, with its basis
    hearing: str  # sentence on the hearing offered and held
    observations: tuple[ObservationOnPaper, ...]
    request: str
    circumstances: str
    argument: str
    criteria_set: str  # label and basis: "기관 기준: 공익성·투명성·타당성"
    charges: tuple[ChargeOnPaper, ...]
    prior_opinion: str
    outcome: str
    dismissal_ground: str
    reasons: str
    evidence: tuple[str, ...]  # every file relied on, with its SHA-256
    notice: tuple[str, ...]  # 통지와 재심의 안내, a sentence each
    resolution: ResolutionOnPaper | None = None
    first_ruling: str = ""  # number and day of the ruling that a re-examination looks at again
    re_examination: str = ""  # 재심의 결과: "인용", "기각", "각하"
    kind: str = "결정"
    corrects: str = ""
    cause: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class DateProofRow:
    """One step of 기한 산정 근거 as printed."""

    period: str  # "2026. 3. 2. ~ 2026. 3. 13."
    days: str  # "10일", "—"
    reason: str
    article: str


@dataclass(frozen=True, kw_only=True)
class SuppliedOnPaper:
    """One thing the applicant supplied: a file or a statement, with its hash and the instant it came."""

    name: str
    supplied_at: str  # "2026. 3. 2. 14:05"
    supplied_by: str
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class OpinionPaper:
    """사전컨설팅 의견서, or the notice that returns an application or sends it on."""

    head: Letterhead
    title_of_paper: str  # "사전컨설팅 의견서", "사전컨설팅 반려 통지서", "사전컨설팅 이첩 통지서"
    case_number: str
    title: str  # 건명
    field: str
    applicant: str  # agency and department, or the business or resident
    drafter: str
    filed_on: date
    supplemented_on: tuple[date, ...]  # 보완일
    received_on: date
    outcome: str  # the office's own label
    blocks: tuple[tuple[str, str], ...]  # (heading, text) in the order of the paper, empty ones left out
    due_on: date | None
    due_at: str  # "15:00" where the period runs in hours
    due_basis: str  # "기관 기준" or the articles, as printed
    proof: tuple[DateProofRow, ...]
    supplied: tuple[SuppliedOnPaper, ...]
    effect: tuple[str, ...]  # what follows from acting on it, and when it does not, a sentence each
    copies_to: tuple[str, ...]  # further agencies
    kind: str = "의견"
    corrects: str = ""
    cause: str = ""
    source: str = ""
