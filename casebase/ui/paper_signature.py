"""Who signed a paper, said beside it wherever it is shown, and the button of who may sign it once more."""

import streamlit as st

from casebase.access.act import Act
from casebase.casework import accounts, signatures
from casebase.domain.document import Document
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.session import desk


def signature_told(document: Document) -> str:
    """Return "서명: 가람도 감사위원회", or that there is none."""
    if not document.signed_by:
        return "서명 없음"
    also = f", 추가 서명: {document.also_signed_by}" if document.also_signed_by else ""
    return f"서명: {document.signed_by}{also}"


def offer_signature(document: Document, permitted: frozenset[Act], issued_by: str | None) -> None:
    """Offer another approver than who issued the newest paper to sign it, and whoever reads it the file before that."""
    if document.also_signed_by:
        st.link_button(f"{document.number} 첫 서명본", f"/papers/{document.number}?revision=1")
        return
    if Act.SIGN_PAPER not in permitted or issued_by is None:
        return
    if signatures.why_not_signed_again(document, issued_by, accounts.me(desk()).id):
        return
    if st.button(f"{document.number} 추가 서명", key="sign_paper"):
        with errors_shown():
            command = desk("sign_paper", document.id, document.version)
            signatures.sign_paper(command, document.id, document.version)
            say_next("추가 서명을 했습니다. 이제 문서를 열면 서명이 두 개인 파일이 나옵니다.")
            st.rerun()
