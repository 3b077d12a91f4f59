"""What anybody outside is told of a paper: by number and digest, and by the file."""

import json
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.casework.digest_list import DigestList
from casebase.casework.verification import StoreRegister, verify_file, verify_number
from casebase.documents.signing import SECOND, signed
from casebase.domain.document import DocumentKind
from casebase.domain.verification import Standing
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import NOW, a_setting, an_account
from tests.issued_papers import (
    a_signed_ruling,
    an_issued_opinion,
    an_issued_ruling,
    flipped,
    saved_again,
    sign_again,
    supersede,
    withdraw,
)
from tests.signing_keys import a_signer

LATER = date(2026, 12, 1)
TRIES = 400  # of each kind, on each of two papers
HEX = "0123456789abcdef"


@pytest.fixture
def register(sqlite_store: Store) -> StoreRegister:
    """The register of an office that has issued nothing yet."""
    return StoreRegister(store=sqlite_store)


def test_number_and_digest_together_are_told_with_day_kind_and_office(register: StoreRegister) -> None:
    with register.store.transaction() as con:
        insert_setting(con, a_setting("office.name", "가람도 감사위원회", date(2026, 1, 1)))
        insert_setting(con, a_setting("office.name", "나래도 감사위원회", LATER))
    ruling = an_issued_ruling(register.store)

    verdict = verify_number(register, ruling.number, ruling.digits)

    assert verdict.standing == Standing.GENUINE
    assert verdict.paper is not None
    assert (verdict.paper.kind, verdict.paper.issued_on) == (DocumentKind.RULING, date(2026, 11, 22))
    assert verdict.paper.office == "가람도 감사위원회"
    assert not verdict.paper.is_demo
    assert ruling.number not in repr(verdict)


def test_what_was_typed_from_paper_may_be_spaced_and_in_capitals(register: StoreRegister) -> None:
    ruling = an_issued_ruling(register.store)
    whole = ruling.document.content_sha256.upper()
    spaced = " ".join(whole[n : n + 8] for n in range(0, 64, 8))

    assert verify_number(register, f" {ruling.number} ", spaced).standing == Standing.GENUINE
    assert verify_number(register, "2026-결정-0001", ruling.digits).standing == Standing.GENUINE


def test_a_paper_that_was_superseded_or_withdrawn_is_told_as_such_by_number_and_by_file(
    register: StoreRegister,
) -> None:
    ruling, opinion = an_issued_ruling(register.store), an_issued_opinion(register.store)
    newer = supersede(register.store, ruling, LATER)
    withdraw(register.store, opinion, LATER)

    found = {
        (paper.number, verdict.standing, verdict.paper.since if verdict.paper else None)
        for paper in (ruling, opinion, newer)
        for verdict in (verify_number(register, paper.number, paper.digits), verify_file(register, paper.content))
    }

    assert found == {
        (ruling.number, Standing.SUPERSEDED, LATER),
        (opinion.number, Standing.WITHDRAWN, LATER),
        (newer.number, Standing.GENUINE, None),
    }


def test_a_withdrawn_paper_is_withdrawn_even_where_another_took_its_place(register: StoreRegister) -> None:
    ruling = an_issued_ruling(register.store)
    supersede(register.store, ruling, LATER)
    withdraw(register.store, ruling, LATER)

    assert verify_number(register, ruling.number, ruling.digits).standing == Standing.WITHDRAWN


@given(number=st.text(max_size=30), digits=st.text(alphabet=HEX, min_size=32, max_size=64))
@settings(max_examples=200)
def test_whatever_does_not_belong_together_gets_one_and_the_same_answer(number: str, digits: str) -> None:
    empty = DigestList(made_at="", by_key={}, by_file={})

    assert verify_number(empty, number, digits) == verify_number(empty, "", "")


def test_no_number_is_told_from_one_that_was_never_given(register: StoreRegister) -> None:
    ruling, opinion = an_issued_ruling(register.store), an_issued_opinion(register.store)
    unknown = verify_number(register, "2026-결정-9999", "0" * 32)

    tried = [
        (ruling.number, opinion.digits),
        (opinion.number, ruling.digits),
        (ruling.number, ruling.digits[:31]),
        (ruling.number, f"{ruling.digits[:31]}{HEX[(HEX.index(ruling.digits[31]) + 1) % 16]}"),
        (ruling.number, f"{ruling.digits}{'0' * 33}"),
        (ruling.number, "%" * 32),
        ("", ruling.digits),
        (f"{ruling.number}\0", ruling.digits),
        ("'; drop table documents; --", ruling.digits),
        ("가" * 5_000, ruling.digits),
    ]

    assert unknown.standing == Standing.UNKNOWN
    assert unknown.paper is None
    assert {verify_number(register, *pair) for pair in tried} == {unknown}


@pytest.mark.parametrize("number", ["\ud800", "2026-결정-0001\udfff", "\0", "2026\u2028결정"])
def test_a_number_that_no_paper_can_show_is_unknown_by_hand_and_by_file(register: StoreRegister, number: str) -> None:
    ruling = an_issued_ruling(register.store)
    file = b"%PDF-1.7\nstream\n" + json.dumps({"head": {"number": number}}).encode() + b"\nendstream"

    for asked in (register, DigestList(made_at="", by_key={}, by_file={})):
        assert verify_number(asked, number, ruling.digits).standing == Standing.UNKNOWN
        assert verify_file(asked, file).standing == Standing.UNKNOWN


def test_every_bit_turned_over_in_a_paper_is_named(register: StoreRegister) -> None:
    chance = random.Random(6)
    for paper in (an_issued_ruling(register.store), an_issued_opinion(register.store)):
        for _ in range(TRIES):
            tampered = flipped(paper.content, chance.randrange(len(paper.content)), chance.randrange(8))
            verdict = verify_file(register, tampered)

            assert verdict.standing == Standing.ALTERED
            assert verdict.paper is not None
            assert verdict.paper.kind == paper.document.kind


def test_every_piece_cut_out_written_over_or_put_in_is_named(register: StoreRegister) -> None:
    chance = random.Random(7)
    ruling = an_issued_ruling(register.store)
    for _ in range(TRIES):
        start, end = sorted(chance.randrange(len(ruling.content) + 1) for _ in range(2))
        end = min(end, start + chance.choice((1, 50, 500)))
        put_in = chance.randbytes(chance.choice((0, 1, 100)))
        tampered = ruling.content[:start] + put_in + ruling.content[end:]
        standing = verify_file(register, tampered).standing

        assert standing == (Standing.GENUINE if tampered == ruling.content else Standing.ALTERED)


def test_every_file_cut_short_is_never_taken_for_genuine(register: StoreRegister) -> None:
    ruling = an_issued_ruling(register.store)
    found = {verify_file(register, ruling.content[:end]).standing for end in range(0, len(ruling.content), 500)}

    assert found == {Standing.ALTERED, Standing.UNKNOWN}
    assert verify_file(register, ruling.content[:-1]).standing == Standing.ALTERED
    assert verify_file(register, ruling.content + b"\n").standing == Standing.ALTERED


def test_every_code_replayed_with_another_paper_is_refused(register: StoreRegister) -> None:
    chance = random.Random(8)
    papers = [an_issued_ruling(register.store), an_issued_opinion(register.store)]
    for paper, other in (papers, papers[::-1]):
        for _ in range(TRIES):
            forged = "".join(chance.choices(HEX, k=32))
            number = f"2026-결정-{chance.randrange(2, 10_000):04d}"

            assert verify_number(register, paper.number, other.digits).standing == Standing.UNKNOWN
            assert verify_number(register, paper.number, forged).standing == Standing.UNKNOWN
            assert verify_number(register, number, paper.digits).standing == Standing.UNKNOWN


@pytest.mark.parametrize("public_url", ["", "https://audit.example.kr"])
def test_a_file_saved_again_by_another_program_is_named(register: StoreRegister, public_url: str) -> None:
    paper = an_issued_opinion(register.store, public_url=public_url)
    again = saved_again(paper.content)

    assert again != paper.content
    assert verify_file(register, again).standing == Standing.ALTERED


def test_a_revision_with_a_second_signature_is_as_genuine_as_the_first(register: StoreRegister) -> None:
    paper = a_signed_ruling(register.store)
    revised = signed(paper.content, a_signer(), at=NOW, reason="추가 결재", into=SECOND)
    assert verify_file(register, revised).standing == Standing.ALTERED

    with register.store.transaction() as con:
        an_account(con)
    sign_again(register.store, paper, revised)

    assert verify_file(register, revised).standing == Standing.GENUINE
    assert verify_file(register, paper.content).standing == Standing.GENUINE


def test_a_signed_paper_is_named_whatever_bit_is_turned_over_and_without_its_signature(register: StoreRegister) -> None:
    chance = random.Random(9)
    paper = a_signed_ruling(register.store)
    unsigned = paper.content[: paper.content.index(b"%%EOF") + 6]

    tampered = [flipped(paper.content, chance.randrange(len(paper.content)), chance.randrange(8)) for _ in range(TRIES)]

    assert verify_file(register, paper.content).standing == Standing.GENUINE
    assert {verify_file(register, content).standing for content in (unsigned, *tampered)} == {Standing.ALTERED}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b'{"head":{"number":"2026-1"}}', "가나다".encode()])
def test_what_is_no_paper_is_not_confirmed(register: StoreRegister, content: bytes) -> None:
    an_issued_ruling(register.store)

    assert verify_file(register, content).standing == Standing.UNKNOWN
