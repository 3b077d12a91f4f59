"""The admin screen's part that says who signs the office's papers."""

import streamlit as st

from casebase.casework.admin import AdminView
from casebase.casework.office import office
from casebase.documents.signer import PaperSigner, fingerprint_of, pem_of
from casebase.korean.dates import official_date
from casebase.ui.marks import facts
from casebase.ui.session import desk

_SOON = 60  # days before a certificate ends


def signing_part(_: AdminView) -> None:
    """Show the certificate that papers are signed with, and hand it out for those who check them."""
    signer = office().signer
    if signer is None:
        st.warning(
            "서명 열쇠가 없어 문서를 서명 없이 발행합니다. 서명하려면 서버의 CASEBASE_SIGNING_KEY에 "
            "기관의 인증서 파일(PKCS#12)을, CASEBASE_SIGNING_PASSWORD_FILE에 비밀번호 파일을 지정하고 다시 시작하세요."
        )
        return
    _certificate(signer)
    st.download_button("인증서 내려받기(PEM)", pem_of(signer), "office-certificate.pem", key="download_certificate")
    st.caption("문서를 받은 기관이 서명을 확인할 때 이 인증서를 씁니다. 개인키는 들어 있지 않습니다.")
    if office().configuration.signing_key is None:
        st.info("시연용으로 만든 인증서입니다. 아무도 보증하지 않으며, 서명한 문서는 효력이 없습니다.")


def _certificate(signer: PaperSigner) -> None:
    begins, ends = signer.valid_from.date(), signer.valid_until.date()
    facts(
        {
            "서명하는 기관": signer.name,
            "유효기간": f"{official_date(begins)}부터 {official_date(ends)}까지",
            "인증서의 SHA-256 값": fingerprint_of(signer),
        }
    )
    if (ends - desk().today).days < _SOON:
        st.warning("인증서의 유효기간이 곧 끝납니다. 끝나면 문서를 발행할 수 없으니 새 인증서를 준비하세요.")
