"""The policy table spelled out: each act, by each role, with each tie that a person may have to its thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.access.subjects import Subject, subject_of
from casebase.domain.account import Role
from casebase.domain.reach import Relation


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What a person may be to a thing, and the relations that this gives them.

    `shut` are acts that it takes away, whatever the policy grants by those relations.
    """

    name: str
    label: str
    relations: frozenset[Relation]
    shut: frozenset[Act] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One act: what it is done to, and for each role the ties by which it is open. Empty: never."""

    act: Act
    subject: Subject
    opened_by: MappingProxyType[Role, tuple[Tie, ...]]


def _tie(name: str, label: str, *relations: Relation, shut: Iterable[Act] = ()) -> Tie:
    return Tie(name=name, label=label, relations=frozenset({Relation.ANY, *relations}), shut=frozenset(shut))


STRANGER = _tie("a stranger", "관계없음")

TIES: dict[Subject, tuple[Tie, ...]] = {
    Subject.OFFICE: (STRANGER,),
    Subject.SESSION: (STRANGER, _tie("whose session it is", "본인", Relation.SELF)),
    Subject.VISIT: (STRANGER, _tie("of the team", "방문자·회신 담당", Relation.TEAM)),
    Subject.CONSULTATION: (
        STRANGER,
        _tie("its handler", "담당자", Relation.HANDLER),
        _tie("its owner beside", "공동담당", Relation.TEAM),
        _tie("its filer", "신청한 사람", Relation.APPLICANT, Relation.SELF),
        _tie("its agency's", "신청 기관", Relation.APPLICANT, Relation.SELF),
        _tie("of a body asked", "조회받은 기관", Relation.ASKED),
    ),
    Subject.REVIEW: (
        STRANGER,
        _tie("its handler", "담당자", Relation.HANDLER),
        _tie("its subject", "대상자", Relation.APPLICANT),
        _tie("its filer", "신청한 사람", Relation.APPLICANT, Relation.SELF),
        _tie("its agency's", "신청 기관", Relation.APPLICANT, Relation.SELF, Relation.AGENCY),
        _tie("of the agency audited", "감사받은 기관", Relation.AGENCY),
    ),
    Subject.CASE: (
        STRANGER,
        _tie("its handler", "담당자", Relation.HANDLER),
        _tie("of the team", "방문자·공동담당", Relation.TEAM),
    ),
    Subject.ADVICE: (
        STRANGER,
        _tie("its case's handler", "사건 담당자", Relation.HANDLER),
        _tie("asked to advise", "배정받음", Relation.OFFERED),
        _tie("who accepted", "수락함", Relation.ASSIGNED),
        _tie("who declined", "거절함"),
        _tie("who stepped aside", "회피함"),
        _tie("asked no more", "배정 취소됨"),
    ),
    Subject.MEETING: (
        STRANGER,
        _tie("a seat", "위원", Relation.MEMBER),
        _tie("in the chair", "의장", Relation.MEMBER, Relation.PRESIDING),
        _tie(
            "a seat recused from the item",
            "제척·기피·회피된 위원",
            Relation.MEMBER,
            shut=(Act.DECLARE_RECUSAL, Act.CAST_BALLOT),
        ),
        _tie("a seat until yesterday", "임기가 끝난 위원"),
    ),
    Subject.MEMBER: (STRANGER, _tie("themselves", "본인", Relation.SELF)),
    Subject.PRECEDENT: (STRANGER, _tie("who published it", "공개한 사람", Relation.SELF)),
    Subject.READING_LIST: (STRANGER, _tie("whose list it is", "만든 사람", Relation.SELF)),
    Subject.POST: (STRANGER, _tie("who posted it", "게시한 사람", Relation.SELF)),
    Subject.COMMENT: (STRANGER, _tie("who wrote it", "쓴 사람", Relation.SELF)),
}


def opens(act: Act, role: Role, tie: Tie) -> bool:
    """Say whether somebody of a role, and so tied to a thing, may do an act to it."""
    return bool(granted(role, act) & tie.relations) and act not in tie.shut


def rows() -> tuple[Row, ...]:
    """Return the whole matrix: one row an act, in the order of their subjects.

    Raises: KeyError for an act that is said to be done to nothing.
    """
    order = list(Subject)
    every = (_row(act) for act in Act)
    return tuple(sorted(every, key=lambda row: order.index(row.subject)))


def _row(act: Act) -> Row:
    subject = subject_of(act)
    cells = {role: tuple(tie for tie in TIES[subject] if opens(act, role, tie)) for role in Role}
    return Row(act=act, subject=subject, opened_by=MappingProxyType(cells))
