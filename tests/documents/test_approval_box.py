"""결재란: who approves, and who has."""

from casebase.documents import styles
from casebase.documents.approval_box import approval_box
from tests.paper_builders import a_letterhead


def test_a_signed_place_bears_name_and_day_and_an_unsigned_one_nothing():
    [box] = approval_box(a_letterhead().approvals)

    assert [len(post) for post in box.posts] == [1, 1, 1]
    assert [["".join(line.text for line in p.lines) for p in sign] for sign in box.signs] == [
        ["김감사", "2026.\u00a011.\u00a020."],
        ["이감사", "2026.\u00a011.\u00a021."],
        [],
    ]


def test_its_table_has_a_head_over_two_rows_and_a_column_for_each_approver():
    [box] = approval_box(a_letterhead().approvals)

    posts, signs = box.table.parts
    assert [(cell.tag, cell.row_span) for cell in posts.parts] == [("TH", 2), ("TH", 1), ("TH", 1), ("TH", 1)]
    assert [cell.tag for cell in signs.parts] == ["TD", "TD", "TD"]


def test_many_approvers_share_the_width():
    [box] = approval_box([("직위", "이름", "2026. 11. 22.")] * 15)

    assert box.column * 15 < styles.TEXT_WIDTH


def test_long_names_make_the_box_higher():
    [usual] = approval_box([("감사관", "김감사", "2026. 11. 22.")])
    [long] = approval_box([("적극행정 면책심사 담당 감사관", "김감사 " * 12, "2026. 11. 22.")])

    assert long.height > usual.height


def test_without_approvers_there_is_no_box():
    assert approval_box([]) == []
