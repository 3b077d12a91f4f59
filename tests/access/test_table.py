"""The matrix as people read it."""

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.access.matrix import rows
from casebase.access.subjects import Subject
from casebase.access.table import ALWAYS, NEVER, SUBJECT_LABELS, cell, markdown
from casebase.domain.account import ROLE_LABELS, Role

ROWS = {row.act: row for row in rows()}


def test_every_act_stands_in_the_table_once_under_what_it_is_done_to() -> None:
    lines = markdown().splitlines()
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]

    assert headings == [SUBJECT_LABELS[subject] for subject in Subject]
    assert all(sum(line.startswith(f"| {label} |") for line in lines) == 1 for label in ACT_LABELS.values())


def test_every_line_has_a_cell_for_each_role() -> None:
    table = [line for line in markdown().splitlines() if line.startswith("|")]

    assert {line.count("|") for line in table} == {len(ROLE_LABELS) + 2}


def test_a_cell_says_always_never_or_by_which_ties() -> None:
    see = ROWS[Act.SEE_REVIEW]

    assert cell(see, Role.AUDITOR) == ALWAYS
    assert cell(see, Role.ADMIN) == NEVER
    assert cell(see, Role.APPLICANT) == "대상자, 신청한 사람, 신청 기관"


def test_what_a_recusal_and_the_end_of_a_term_mean_stands_below() -> None:
    text = markdown()

    assert "- 제척·기피·회피된 위원: 그 안건에는 ‘제척·회피 신고’, ‘표결’을 할 수 없습니다." in text
    assert "- 임기가 끝난 위원: 관계없는 사람과 같습니다." in text
