"""Checking papers from the command line: what is said, what the exit code is, and that nothing is left behind."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate

from casebase.casework.digest_list import read_digests, write_digests
from casebase.documents.signer import PaperSigner
from casebase.store.connection import Store
from tests.builders import NOW
from tests.cli.conftest import Run
from tests.issued_papers import a_signed_ruling, an_issued_ruling, flipped, withdraw
from tests.signing_keys import a_signer


def kept(folder: Path, content: bytes, name: str = "결정서.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def a_certificate(folder: Path, signer: PaperSigner) -> Path:
    return kept(folder, load_der_x509_certificate(signer.certificate).public_bytes(Encoding.PEM), "기관.pem")


def test_beside_the_store_a_file_is_told_as_the_page_tells_it(run: Run, store: Store, tmp_path: Path) -> None:
    ruling = an_issued_ruling(store)

    genuine = run("verify", kept(tmp_path, ruling.content))
    altered = run("verify", kept(tmp_path, flipped(ruling.content, 9_000, 1)))
    unknown = run("verify", kept(tmp_path, b"%PDF-1.7"))
    withdraw(store, ruling, date(2026, 12, 1))
    withdrawn = run("verify", kept(tmp_path, ruling.content))

    assert [code for code, _ in (genuine, altered, unknown, withdrawn)] == [0, 1, 1, 1]
    assert "진본: 적극행정 면책심사 결정서, 2026. 11. 22. 시행" in genuine[1]
    assert "서명 없음" in genuine[1]
    assert "바뀐 파일: 적극행정 면책심사 결정서" in altered[1]
    assert "확인되지 않음\n" in unknown[1]
    assert "취소됨 (2026. 12. 1.)" in withdrawn[1]


@pytest.mark.usefixtures("home")
def test_a_list_is_enough_where_there_is_no_store(run: Run, sqlite_store: Store, tmp_path: Path, home: Path) -> None:
    ruling = an_issued_ruling(sqlite_store)
    write_digests(sqlite_store, tmp_path / "list.jsonl", NOW)

    code, said = run("verify", kept(tmp_path, ruling.content), "--digests", tmp_path / "list.jsonl")

    assert code == 0
    assert "[2026. 11. 23. 10:00 목록]" in said
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_a_signature_is_enough_under_the_offices_certificate_and_under_no_other(
    run: Run, sqlite_store: Store, tmp_path: Path, home: Path
) -> None:
    signer = a_signer()
    file = kept(tmp_path, a_signed_ruling(sqlite_store).content)

    own = run("verify", file, "--certificate", a_certificate(tmp_path, signer))
    none = run("verify", file)
    others = run("verify", file, "--certificate", a_certificate(tmp_path, a_signer(2)))

    assert [code for code, _ in (own, none, others)] == [0, 1, 1]
    assert "서명 1: 시연도 감사위원회 (시연용), 2026. 11. 23. 10:00. 서명 뒤 바뀐 것이 없습니다." in own[1]
    assert "발급 기관의 인증서입니다." in own[1]
    assert "--certificate로 확인하세요" in none[1]
    assert "발급 기관의 인증서가 아닙니다." in others[1]
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_a_signature_that_cannot_be_read_is_told_as_broken(run: Run, sqlite_store: Store, tmp_path: Path) -> None:
    content = a_signed_ruling(sqlite_store).content
    begins = content.index(b"/Contents <") + 11
    broken = content[:begins] + b"00" * 20 + content[begins + 40 :]

    code, said = run("verify", kept(tmp_path, broken))

    assert code == 1
    assert "서명 1: Casebase1, 때를 알 수 없음. 서명이 깨졌습니다." in said
    assert "서명 없음" not in said


@pytest.mark.usefixtures("home")
def test_a_signed_file_that_was_altered_is_not_confirmed(run: Run, sqlite_store: Store, tmp_path: Path) -> None:
    signer = a_signer()
    content = a_signed_ruling(sqlite_store).content
    certificate = a_certificate(tmp_path, signer)

    for tampered in (flipped(content, 9_000, 1), content + b"\n%", content[: len(content) - 1]):
        assert run("verify", kept(tmp_path, tampered), "--certificate", certificate)[0] == 1


def test_store_and_certificate_must_both_confirm(run: Run, store: Store, tmp_path: Path) -> None:
    signer = a_signer()
    certificate = a_certificate(tmp_path, signer)
    unsigned = an_issued_ruling(store, "2026-결정-0002")
    ruling = a_signed_ruling(store)

    assert run("verify", kept(tmp_path, ruling.content), "--certificate", certificate)[0] == 0
    assert run("verify", kept(tmp_path, unsigned.content), "--certificate", certificate)[0] == 1
    withdraw(store, ruling, date(2026, 12, 1))
    assert run("verify", kept(tmp_path, ruling.content), "--certificate", certificate)[0] == 1


@pytest.mark.usefixtures("home")
def test_what_cannot_be_read_is_refused_with_a_sentence(run: Run, tmp_path: Path) -> None:
    file = kept(tmp_path, b"%PDF")

    for command in (
        ("verify", tmp_path / "없음.pdf"),
        ("verify", file, "--digests", file),
        ("verify", file, "--certificate", file),
        ("verify-site", "--digests", tmp_path / "없음", "--port", 1),
        ("digests", file / "list.jsonl"),
    ):
        code, said = run(*command)
        assert code == 2
        assert said.strip().endswith("세요.")


def test_a_list_is_taken_out_of_the_office(run: Run, store: Store, tmp_path: Path) -> None:
    an_issued_ruling(store)

    code, said = run("digests", tmp_path / "list.jsonl")

    assert code == 0
    assert "문서 1건" in said
    assert "서명하지 않았습니다" in said
    assert len(read_digests(tmp_path / "list.jsonl").by_key) == 1


@pytest.mark.usefixtures("home")
def test_a_site_is_served_from_a_list(sqlite_store: Store, tmp_path: Path, home: Path) -> None:
    ruling = an_issued_ruling(sqlite_store)
    write_digests(sqlite_store, tmp_path / "list.jsonl", NOW)
    port = _free_port()
    command = [sys.executable, "-m", "casebase", "verify-site", "--digests", tmp_path / "list.jsonl", "--port", port]
    address = f"http://127.0.0.1:{port}/verify?number={quote(ruling.number)}&h={ruling.digits}"
    with subprocess.Popen([str(part) for part in command], env=os.environ, stdout=subprocess.PIPE) as site:
        try:
            page = _page_when_served(address)
        finally:
            site.terminate()

    assert 'class="verdict genuine"' in page
    assert not home.exists()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _page_when_served(address: str) -> str:
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
