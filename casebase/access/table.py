"""The access matrix as a page of Markdown that people read."""

from collections.abc import Iterable
from itertools import groupby

from casebase.access.labels import ACT_LABELS
from casebase.access.matrix import STRANGER, TIES, Row, Tie, rows
from casebase.access.subjects import Subject
from casebase.domain.account import ROLE_LABELS, Role

SUBJECT_LABELS = {
    Subject.OFFICE: "관계를 따지지 않는 일",
    Subject.SESSION: "로그인",
    Subject.VISIT: "방문",
    Subject.CONSULTATION: "사전컨설팅",
    Subject.REVIEW: "면책심사",
    Subject.CASE: "방문·사전컨설팅·면책심사",
    Subject.ADVICE: "법률자문",
    Subject.MEETING: "회의",
    Subject.MEMBER: "위원",
    Subject.PRECEDENT: "사례",
    Subject.READING_LIST: "읽기 목록",
    Subject.POST: "게시글",
    Subject.COMMENT: "댓글",
}
NEVER = "–"
ALWAYS = "가능"

_HEAD = """# 누가 무엇을 할 수 있나

이 문서는 `python -m casebase access-table --markdown`이 만듭니다. 손으로 고치지 마세요.
권한을 바꾸려면 `casebase/access/policy.py`를 고치고 이 문서를 다시 만듭니다.

- ‘가능’은 그 역할이면 누구나 할 수 있다는 뜻입니다. 관계가 적힌 칸은 그 건과 그런 관계가 있을 때만 할 수 있습니다.
- ‘–’은 할 수 없다는 뜻입니다. 목록에는 볼 수 있는 것만 나오고, 볼 수 없는 것은 없는 것과 똑같이 답합니다.
- 로그인하지 않았거나, 로그인이 끝났거나, 계정 기간이 지난 사람은 아무것도 할 수 없습니다.
- 표에서 할 수 있더라도 그 건의 단계와 결재 규칙(상신한 사람은 결재할 수 없음 등)은 따로 지켜야 합니다.
"""


def markdown() -> str:
    """Return the whole matrix, a section for each kind of thing that acts are done to."""
    sections = (_section(subject, list(group)) for subject, group in groupby(rows(), key=lambda row: row.subject))
    return "\n".join([_HEAD, *sections])


def cell(row: Row, role: Role) -> str:
    """Return by which ties an act is open to a role, in words."""
    ties = row.opened_by[role]
    if STRANGER in ties:
        return ALWAYS
    return ", ".join(tie.label for tie in ties) or NEVER


def _section(subject: Subject, of_subject: list[Row]) -> str:
    lines = [
        f"## {SUBJECT_LABELS[subject]}",
        "",
        _line(["행위", *(ROLE_LABELS[role] for role in Role)]),
        _line(["---"] * (1 + len(Role))),
        *(_line([ACT_LABELS[row.act], *(cell(row, role) for role in Role)]) for row in of_subject),
        "",
    ]
    told = [told for tie in TIES[subject] if tie is not STRANGER for told in _told(tie)]
    return "\n".join([*lines, *told, ""] if told else lines)


def _told(tie: Tie) -> list[str]:
    """Say of a tie what the table does not show: what it takes away, or that it gives nothing."""
    if tie.shut:
        acts = ", ".join(f"‘{ACT_LABELS[act]}’" for act in ACT_LABELS if act in tie.shut)
        return [f"- {tie.label}: 그 안건에는 {acts}을 할 수 없습니다."]
    return [f"- {tie.label}: 관계없는 사람과 같습니다."] if tie.relations == STRANGER.relations else []


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
