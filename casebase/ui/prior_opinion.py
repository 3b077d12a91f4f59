"""The prior opinion that an exemption review relies on: what is on record beside each condition of the presumption."""

import html

import streamlit as st

from casebase.casework.prior_opinions import PriorOpinion
from casebase.ui.marks import plain


def opinion_cited(opinion: PriorOpinion) -> None:
    """Say which opinion is relied on, and warn where it is in force no longer."""
    st.info(plain(f"따른 의견({opinion.printed})의 기록을 조건마다 나란히 보입니다. 판단은 사람이 합니다."))
    if opinion.withdrawn:
        st.warning(plain(f"이 의견은 취소되었습니다. {opinion.withdrawn}"))


def recorded_of(opinion: PriorOpinion, code: str) -> None:
    """Show what the records say on one condition, side by side where both say something; answer nothing."""
    recorded = next((each.recorded for each in opinion.conditions if each.code == code), ())
    if not recorded:
        return
    is_compared = any(each.of_review for each in recorded)
    heads = ("기록", "사전컨설팅", "이 심사") if is_compared else ("기록", "사전컨설팅")
    rows = "".join(_row(each.name, each.of_opinion, *([each.of_review] if is_compared else [])) for each in recorded)
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    st.html(f'<table class="proof recorded"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _row(name: str, *told: str) -> str:
    cells = "".join(f"<td>{html.escape(each).replace(chr(10), '<br>')}</td>" for each in told)
    return f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>'
