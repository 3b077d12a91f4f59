"""The list that sits on a public host: it answers as the store does, tells nothing else, and is whole or refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebase.casework.digest_list import read_digests, write_digests
from casebase.casework.verification import StoreRegister, verify_file, verify_number
from casebase.domain.errors import FileRefused
from casebase.domain.verification import Standing
from casebase.store.connection import Store
from tests.builders import NOW
from tests.issued_papers import Issued, an_issued_opinion, an_issued_ruling, flipped, supersede, withdraw
from tests.signing_keys import a_signer

LATER = date(2026, 12, 1)


@pytest.fixture
def papers(sqlite_store: Store) -> list[Issued]:
    """A paper of each standing."""
    rulings = [an_issued_ruling(sqlite_store, f"2026-결정-000{n}") for n in (1, 2)]
    opinion = an_issued_opinion(sqlite_store)
    withdraw(sqlite_store, opinion, LATER)
    return [*rulings, opinion, supersede(sqlite_store, rulings[0], LATER)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "확인.jsonl"


def test_a_list_answers_as_the_store_does(sqlite_store: Store, papers: list[Issued], path: Path) -> None:
    store = StoreRegister(store=sqlite_store)

    assert write_digests(sqlite_store, path, NOW) == len(papers)
    read = read_digests(path)

    assert read.made_at == "2026-11-23T01:00:00.000000Z"
    standings = []
    for paper in papers:
        asked = (paper.number, paper.digits)
        assert verify_number(read, *asked) == verify_number(store, *asked)
        assert verify_file(read, paper.content) == verify_file(store, paper.content)
        altered = verify_file(read, flipped(paper.content, 5_000, 0))
        assert altered == verify_file(store, flipped(paper.content, 5_000, 0))
        assert altered.standing == Standing.ALTERED
        standings.append(verify_number(read, *asked).standing)
    assert standings == [Standing.SUPERSEDED, Standing.GENUINE, Standing.WITHDRAWN, Standing.GENUINE]
    assert verify_number(read, papers[0].number, papers[1].digits).standing == Standing.UNKNOWN


def test_a_list_tells_neither_numbers_nor_digests_of_content(
    sqlite_store: Store, papers: list[Issued], path: Path
) -> None:
    write_digests(sqlite_store, path, NOW)

    text = path.read_text(encoding="utf-8")
    for paper in papers:
        assert paper.number not in text
        assert paper.digits[:16] not in text
        assert paper.document.id not in text
    assert "review" not in text


def test_an_office_that_has_issued_nothing_has_a_list(sqlite_store: Store, path: Path) -> None:
    assert write_digests(sqlite_store, path, NOW) == 0
    assert read_digests(path).by_key == {}


@pytest.mark.usefixtures("papers")
def test_a_list_that_is_not_whole_is_refused(sqlite_store: Store, path: Path, tmp_path: Path) -> None:
    write_digests(sqlite_store, path, NOW)
    lines = path.read_bytes().splitlines(keepends=True)
    broken = {
        "empty": b"",
        "no list": b"%PDF-1.7\n",
        "another list": b'{"format":"other"}\n',
        "cut": b"".join(lines[:-1]),
        "cut in a line": b"".join(lines)[:-20],
        "line taken out": b"".join(lines[:2] + lines[3:]),
        "line put in": b"".join([*lines[:2], lines[1], *lines[2:]]),
        "more after the ending": b"".join([*lines, lines[1]]),
        "deep": b"[" * 100_000,
        "of other things": lines[0] + b"7\n",
    }

    for name, content in broken.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(FileRefused, match="온전하지 않습니다"):
            read_digests(file)
    with pytest.raises(FileRefused, match="열 수 없습니다"):
        read_digests(tmp_path / "없음")


@pytest.mark.usefixtures("papers")
def test_a_signed_list_is_taken_from_its_office_alone_and_unaltered(sqlite_store: Store, path: Path) -> None:
    signer, other = a_signer(), a_signer(2)
    write_digests(sqlite_store, path, NOW, signer)
    content = path.read_bytes()

    assert read_digests(path, signer.trusted).signed_by == read_digests(path).signed_by == signer.certificate
    with pytest.raises(FileRefused, match="지정한 인증서로"):
        read_digests(path, other.trusted)
    path.write_bytes(content.replace(b'"standing":"withdrawn"', b'"standing":"genuine"'))
    for trusted in ((), signer.trusted):
        with pytest.raises(FileRefused, match="온전하지 않습니다"):
            read_digests(path, trusted)


def test_a_list_signed_by_another_key_under_the_offices_certificate_is_refused(sqlite_store: Store, path: Path) -> None:
    signer = a_signer()
    write_digests(sqlite_store, path, NOW, replace(a_signer(2), certificate=signer.certificate))

    with pytest.raises(FileRefused):
        read_digests(path, signer.trusted)


def test_a_list_without_signature_is_refused_where_one_is_asked_for(sqlite_store: Store, path: Path) -> None:
    write_digests(sqlite_store, path, NOW)

    assert read_digests(path).signed_by == b""
    with pytest.raises(FileRefused, match="지정한 인증서로"):
        read_digests(path, a_signer().trusted)


def test_a_list_that_cannot_be_written_is_said_and_nothing_is_left(sqlite_store: Store, path: Path) -> None:
    path.mkdir()

    for place in (path, path.parent / "없는 폴더" / "a.jsonl"):
        with pytest.raises(FileRefused, match="쓸 수 없습니다"):
            write_digests(sqlite_store, place, NOW)
    assert list(path.parent.glob("*.partial")) == []
