"""The step on a case's page that publishes its paper, or a visit's answer, as a precedent."""

import streamlit as st

from casebase.casework.publications import PublicationOffer, begin_publication, publishable
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.session import desk


def publication_offers(kind: str, subject_id: str) -> None:
    """Show what of a "consultation", "review" or "visit" can be published or was; nothing to whom it is not for."""
    offers = publishable(desk(), kind, subject_id)
    if not offers:
        return
    with st.expander("사례 공개", key="publication_offers"), errors_shown():
        st.caption("통지한 문서를 개인정보를 가린 사례로 공개하면 다른 기관이 찾아 읽을 수 있습니다.")
        for place, offer in enumerate(offers):
            _offer(offer, place)


def _offer(offer: PublicationOffer, place: int) -> None:
    if offer.precedent_number:
        ended = " (공개 철회)" if offer.is_withdrawn else ""
        label = f"{plain(offer.label)}: 사례 {offer.precedent_number}{ended}"
        st.page_link("precedent.py", label=label, query_params={"number": offer.precedent_number})
    elif offer.refusal:
        st.caption(plain(f"{offer.label}: {offer.refusal}"))
    elif st.button(f"{plain(offer.label)} 공개 검토", key=f"begin_publication_{place}"):
        st.switch_page("publication.py", query_params={"id": begin_publication(desk(), offer.subject)})
