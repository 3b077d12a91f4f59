"""What members answered: issue by issue side by side, dissent marked, each paper a tap away."""

import html
from collections.abc import Sequence

import streamlit as st

from casebase.casework.advice_views import AssignmentView, IssueView, StanceOnIssue
from casebase.domain.advice import STANCE_LABELS, AssignmentStatus
from casebase.ui.marks import passage, plain
from casebase.ui.paper_signature import signature_told

_AGREEMENT = {True: "의견이 같음", False: "의견이 갈림"}


def advice_opinions(
    issues: Sequence[IssueView], assignments: Sequence[AssignmentView], *, key: str = "advice_papers"
) -> None:
    """Show the answers in sight: a row an issue, a column a member. Shows nothing before the first answer.

    `key` names the row of links to the papers; each on a page has its own.
    """
    answered = [each for each in assignments if each.assignment.status == AssignmentStatus.ANSWERED]
    if not answered:
        return
    st.subheader("쟁점별 의견")
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in ("쟁점", *(e.name for e in answered)))
    rows = "".join(_row(number, issue) for number, issue in enumerate(issues, start=1))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    st.html(f'<div class="opinions">{table}</div>')
    for each in answered:
        passage(f"{each.name} 위원의 종합 의견", each.assignment.summary)
    with st.container(horizontal=True, key=key):
        for each in answered:
            if each.paper:
                st.link_button(plain(f"{each.name} 의견서 {each.paper.number}"), f"/papers/{each.paper.number}")
                st.caption(plain(signature_told(each.paper)))


def _row(number: int, issue: IssueView) -> str:
    """Return an issue's row: each member answered every issue, so the columns fall into line by themselves."""
    agreement = f"<small>{_AGREEMENT[issue.agrees]}</small>" if issue.agrees is not None else ""
    cells = "".join(f"<td>{_cell(stance)}</td>" for stance in issue.stances)
    return f'<tr><th scope="row">{number}. {html.escape(issue.issue.text)}{agreement}</th>{cells}</tr>'


def _cell(stance: StanceOnIssue) -> str:
    mark = " <mark>다른 의견</mark>" if stance.is_dissent else ""
    text = html.escape(stance.text).replace("\n", "<br>")
    return f"<b>{STANCE_LABELS[stance.stance]}</b>{mark}<p>{text}</p>"
