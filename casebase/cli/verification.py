"""Commands by which others check papers: the list of digests, a site for it, and one file at a time."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from casebase.casework.digest_list import read_digests, write_digests
from casebase.casework.office import Office, configuration_from, open_to_check
from casebase.casework.verification import Register, StoreRegister, verify_file
from casebase.cli.terminal import content_of
from casebase.documents.signer import certificates_in
from casebase.documents.signing import Change, SignatureFound, signatures_of
from casebase.domain.document import DOCUMENT_TITLES
from casebase.domain.verification import STANDING_LABELS, Standing, Verdict
from casebase.korean.dates import local_time, official_date

_CHANGES = {
    Change.NOTHING: "서명 뒤 바뀐 것이 없습니다",
    Change.SIGNATURE: "서명 뒤 다른 서명이 더해졌습니다",
    Change.OTHER: "서명 뒤 파일이 바뀌었습니다",
}


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `digests`, `verify-site` and `verify`."""
    listing = commands.add_parser("digests", help="외부 확인 사이트에 둘 확인 목록(해시만)을 파일로 내보냅니다.")
    listing.add_argument("file", metavar="FILE", type=Path)
    listing.set_defaults(run=_digests)
    site = commands.add_parser("verify-site", help="확인 목록만으로 문서 확인 화면(/verify)을 엽니다.")
    site.add_argument("--digests", required=True, metavar="LIST", type=Path, help="digests 명령으로 내보낸 목록")
    site.add_argument("--port", required=True, type=int)
    site.add_argument("--host", default="127.0.0.1", help="받을 주소(기본은 이 컴퓨터만)")
    site.add_argument("--certificate", metavar="PEM", type=Path, help="이 인증서로 서명된 목록만 받습니다")
    site.add_argument("--behind-proxy", action="store_true", help="앞에 둔 프록시가 알려 주는 주소를 믿습니다")
    site.set_defaults(run_alone=_verify_site)
    one = commands.add_parser("verify", help="문서 파일 하나가 발급된 그대로인지 확인합니다.")
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument("--digests", metavar="LIST", type=Path, help="확인 목록. 없으면 이 컴퓨터의 저장소로 확인합니다")
    one.add_argument("--certificate", metavar="PEM", type=Path, help="발급 기관의 인증서")
    one.set_defaults(run_alone=_verify)


def _digests(office: Office, asked: argparse.Namespace) -> int:
    count = write_digests(office.store, asked.file, datetime.now(UTC), office.signer)
    print(f"문서 {count:,}건의 확인 목록을 {asked.file}에 내보냈습니다.")
    if office.signer is None:
        print("서명 열쇠가 없어 목록에 서명하지 않았습니다. 믿을 수 있는 길로 옮기세요.", file=sys.stderr)
    return 0


def _verify_site(asked: argparse.Namespace) -> int:
    from casebase.web.verify_site import ListFile, serve, verification_site

    lists = ListFile(asked.digests, _certificates(asked))
    print(f"문서 확인 화면을 http://{asked.host}:{asked.port}/verify 에 열었습니다. 멈추려면 Ctrl-C를 누르세요.")
    serve(verification_site(lists, is_behind_proxy=asked.behind_proxy), asked.host, asked.port)
    return 0


def _verify(asked: argparse.Namespace) -> int:
    content, trusted = content_of(asked.file), _certificates(asked)
    register = _register(asked, trusted)
    signatures = signatures_of(content, trusted)
    verdict = verify_file(register, content) if register else None
    print(_told(verdict, register.made_at) if verdict and register else "확인 목록도 저장소도 없어 서명만 확인합니다.")
    for number, signature in enumerate(signatures, start=1):
        print(f"서명 {number}: {_told_signature(signature, is_known=bool(trusted))}")
    if not signatures:
        print("서명 없음")
    is_genuine = _is_genuine(verdict, signatures, trusted)
    print("결과: 진본" if is_genuine else "결과: 진본으로 확인되지 않음")
    return 0 if is_genuine else 1


def _is_genuine(verdict: Verdict | None, signatures: Sequence[SignatureFound], trusted: Sequence[bytes]) -> bool:
    """Say whether every check that was asked for confirms a file; who asks for none confirms nothing."""
    is_signed = bool(signatures) and all(each.is_valid and each.is_trusted for each in signatures)
    by_signature = is_signed and signatures[-1].covers_whole_file
    if verdict is None:
        return by_signature
    return verdict.standing == Standing.GENUINE and (by_signature or not trusted)


def _told(verdict: Verdict, made_at: str) -> str:
    told = STANDING_LABELS[verdict.standing]
    if paper := verdict.paper:
        since = f" ({official_date(paper.since)})" if paper.since else ""
        marks = ", 시연용" if paper.is_demo else ""
        marks += ", 보존기간이 끝나 폐기됨" if paper.disposed_on else ""
        told += f"{since}: {DOCUMENT_TITLES[paper.kind]}, {official_date(paper.issued_on)} 시행, {paper.office}{marks}"
    return f"{told} [{local_time(made_at)} 목록]" if made_at else told


def _told_signature(signature: SignatureFound, *, is_known: bool) -> str:
    when = local_time(signature.signed_at.isoformat()) if signature.signed_at else "때를 알 수 없음"
    if not signature.is_intact:
        return f"{signature.signed_by or signature.field_name}, {when}. 서명이 깨졌습니다."
    whose = "발급 기관의 인증서입니다" if signature.is_trusted else "발급 기관의 인증서가 아닙니다"
    certificate = whose if is_known else "누구의 인증서인지는 --certificate로 확인하세요"
    return f"{signature.signed_by}, {when}. {_CHANGES[signature.change]}. {certificate}."


def _register(asked: argparse.Namespace, trusted: Sequence[bytes]) -> Register | None:
    """Return the list that was named, else the store of this machine if there is one: none is made for it."""
    if asked.digests:
        return read_digests(asked.digests, trusted)
    configuration = configuration_from(os.environ)
    if not os.environ.get("CASEBASE_STORE") and not (configuration.home / "records.db").exists():
        return None
    return StoreRegister(store=open_to_check(configuration))


def _certificates(asked: argparse.Namespace) -> tuple[bytes, ...]:
    return certificates_in(content_of(asked.certificate)) if asked.certificate else ()
