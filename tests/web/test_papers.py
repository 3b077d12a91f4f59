"""Issued papers and the files of finished things, for who may see them."""

import json
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.agency import Agency
from casebase.domain.canonical import digest
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.store.connection import Connection
from casebase.store.documents import insert_attachment, insert_document, insert_revision, update_document
from casebase.store.files import keep_bytes
from casebase.store.ids import new_id
from casebase.store.posts import update_post
from tests.advice_stages import a_case_with_issues, a_panel_member, accept, advice_asked, answer, ask, offer
from tests.builders import a_business, a_review, a_visit, an_account, an_agency
from tests.case_builders import Person, a_person
from tests.consultation_builders import a_consultation
from tests.precedent_builders import a_post
from tests.signed_papers import a_revision
from tests.web.conftest import sign_in

PAPER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 issued\n"
PEOPLE = {"accept": "text/html"}


def a_paper(con: Connection, served: Office, number: str, subject: tuple[str, str], kind: DocumentKind) -> Document:
    paper = Document(
        id=new_id(),
        kind=kind,
        number=number,
        subject_kind=subject[0],
        subject_id=subject[1],
        issued_on=date(2026, 11, 20),
        sha256=keep_bytes(served.store.home, PAPER),
        content_sha256=digest(b"{}"),
        size=len(PAPER),
    )
    insert_document(con, paper)
    return paper


def a_file(
    con: Connection,
    served: Office,
    subject: tuple[str, str],
    name: str,
    media_type: str,
    content: bytes,
    by: str,
    role: str = "evidence",
) -> Attachment:
    file = Attachment(
        id=new_id(),
        subject_kind=subject[0],
        subject_id=subject[1],
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=keep_bytes(served.store.home, content),
        role=role,
        added_by=by,
        added_at="2026-11-20T00:00:00.000000Z",
    )
    insert_attachment(con, file)
    return file


@pytest.fixture
def visit_paper(served: Office) -> Document:
    with served.store.transaction() as con:
        visit = a_visit(con, a_business(con), an_account(con))
        return a_paper(con, served, "2026-상담-0001", ("visit", visit.id), DocumentKind.VISIT_RECORD)


@pytest.fixture
def review_id(served: Office) -> str:
    with served.store.transaction() as con:
        return a_review(con, an_agency(con)).id


def as_role(client: TestClient, served: Office, role: Role) -> TestClient:
    with served.store.transaction() as con:
        account = an_account(con, role)
    return sign_in(client, served, account)


def test_a_paper_is_the_very_bytes_that_were_issued(signed_in: TestClient, visit_paper: Document) -> None:
    answer = signed_in.get(f"/papers/{visit_paper.number}")

    assert answer.content == PAPER
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline; filename*=UTF-8''2026-")
    assert answer.headers["cache-control"] == "no-store"


def test_a_paper_is_served_as_it_was_signed_last_and_as_issued_to_who_asks(
    signed_in: TestClient, served: Office, visit_paper: Document
) -> None:
    with served.store.transaction() as con:
        insert_revision(con, a_revision(con, visit_paper, keep_bytes(served.store.home, PAPER + b"signed")))

    def answers(revision: str) -> tuple[int, bytes]:
        answer = signed_in.get(f"/papers/{visit_paper.number}{revision}")
        return answer.status_code, answer.content.removeprefix(PAPER)

    assert answers("") == answers("?revision=2") == (200, b"signed")
    assert answers("?revision=1") == (200, b"")
    assert {answers(f"?revision={none}")[0] for none in ("3", "0", "-1", "one", "1" * 400, "%00", "1.0")} == {404}


@pytest.mark.parametrize("role", [Role.PANEL, Role.APPLICANT, Role.ADMIN, Role.SECRETARY])
def test_a_paper_that_is_not_theirs_is_as_one_that_does_not_exist(
    stranger: TestClient, served: Office, visit_paper: Document, role: Role
) -> None:
    client = as_role(stranger, served, role)

    hidden, absent = client.get(f"/papers/{visit_paper.number}"), client.get("/papers/2026-상담-9999")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.json() == absent.json()


def test_who_follows_a_dead_link_gets_a_page_and_the_way_back(signed_in: TestClient) -> None:
    answer = signed_in.get("/papers/2026-상담-9999", headers=PEOPLE)

    assert answer.status_code == 404
    assert '<a href="/">' in answer.text


def test_evidence_is_given_as_it_was_handed_in(signed_in: TestClient, served: Office, review_id: str) -> None:
    with served.store.transaction() as con:
        by = an_account(con).id
        page = a_file(con, served, ("review", review_id), "쪽.html", "text/html", b"<script>", by)
        photo = a_file(con, served, ("review", review_id), "현장.jpg", "image/jpeg", b"\xff\xd8\xff", by)

    as_download, as_picture = signed_in.get(f"/files/{page.id}"), signed_in.get(f"/files/{photo.id}")

    assert as_download.content == b"<script>"
    assert as_download.headers["content-disposition"].startswith("attachment;")
    assert as_picture.headers["content-disposition"].startswith("inline;")
    assert as_picture.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("role", [Role.PANEL, Role.APPLICANT, Role.ADMIN])
def test_evidence_that_is_not_theirs_is_as_none(
    stranger: TestClient, served: Office, review_id: str, role: Role
) -> None:
    with served.store.transaction() as con:
        file = a_file(con, served, ("review", review_id), "쪽.txt", "text/plain", b"a", an_account(con).id)
    client = as_role(stranger, served, role)

    hidden, absent = client.get(f"/files/{file.id}"), client.get(f"/files/{new_id()}")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.json() == absent.json()


def an_opinion_paper(served: Office, agency: Agency, notified_on: date | None) -> Document:
    with served.store.transaction() as con:
        case = a_consultation(con, agency, status=ConsultationStatus.NOTIFIED)
        paper = a_paper(con, served, "2026-의견-0001", ("consultation", case.id), DocumentKind.OPINION)
        update_document(con, replace(paper, notified_on=notified_on))
    return paper


def an_official(client: TestClient, served: Office, agency: Agency) -> TestClient:
    with served.store.transaction() as con:
        account = an_account(con, Role.APPLICANT, agency_id=agency.id)
    return sign_in(client, served, account)


@pytest.fixture
def agency(served: Office) -> Agency:
    with served.store.transaction() as con:
        return an_agency(con)


def test_an_opinion_is_given_to_the_agency_that_asked_once_it_was_told(
    stranger: TestClient, served: Office, agency: Agency
) -> None:
    paper = an_opinion_paper(served, agency, date(2026, 11, 21))

    assert an_official(stranger, served, agency).get(f"/papers/{paper.number}").content == PAPER
    assert as_role(stranger, served, Role.CHAIR).get(f"/papers/{paper.number}").content == PAPER


def test_an_opinion_that_was_not_told_yet_stays_within_the_office(
    stranger: TestClient, served: Office, agency: Agency
) -> None:
    paper = an_opinion_paper(served, agency, None)

    hidden = an_official(stranger, served, agency).get(f"/papers/{paper.number}")

    assert hidden.status_code == 404
    assert as_role(stranger, served, Role.AUDITOR).get(f"/papers/{paper.number}").content == PAPER


@pytest.mark.parametrize("role", [Role.PANEL, Role.APPLICANT, Role.ADMIN, Role.SECRETARY])
def test_another_s_opinion_is_as_one_that_does_not_exist(
    stranger: TestClient, served: Office, agency: Agency, role: Role
) -> None:
    paper = an_opinion_paper(served, agency, date(2026, 11, 21))
    client = as_role(stranger, served, role)

    hidden, absent = client.get(f"/papers/{paper.number}"), client.get("/papers/2026-의견-9999")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.json() == absent.json()


def test_what_an_agency_supplied_is_given_back_to_it_and_the_office_s_own_is_not(
    stranger: TestClient, served: Office, agency: Agency
) -> None:
    with served.store.transaction() as con:
        subject, by = ("consultation", a_consultation(con, agency).id), an_account(con).id
        supplied = a_file(con, served, subject, "도면.pdf", "application/pdf", b"%PDF-1.7 plan", by, role="supplied")
        own = a_file(con, served, subject, "내부검토.pdf", "application/pdf", b"%PDF-1.7 note", by, role="material")
    official = an_official(stranger, served, agency)

    given, hidden = official.get(f"/files/{supplied.id}"), official.get(f"/files/{own.id}")

    assert given.content == b"%PDF-1.7 plan"
    assert (hidden.status_code, hidden.json()) == (404, official.get(f"/files/{new_id()}").json())
    assert as_role(stranger, served, Role.HEAD).get(f"/files/{own.id}").content == b"%PDF-1.7 note"
    assert as_role(stranger, served, Role.APPLICANT).get(f"/files/{supplied.id}").status_code == 404


@pytest.mark.parametrize("path", ["/papers/x%00y", "/files/x%00y", "/files/records.db", "/papers/%27"])
def test_odd_addresses_find_nothing(signed_in: TestClient, path: str) -> None:
    assert signed_in.get(path).status_code == 404


def test_advice_is_given_to_its_writer_and_to_another_member_only_once_all_have_answered(
    stranger: TestClient, served: Office
) -> None:
    handler = a_person(served.store)
    writer, other = (a_panel_member(served.store, name, ends_on="2099-12-31") for name in ("윤변호", "한변호"))
    request = advice_asked(handler)
    waiting = accept(other, offer(handler, request, other))
    number = answer(writer, request, accept(writer, offer(handler, request, writer)))

    def status(person: Person) -> int:
        return sign_in(stranger, served, person.account).get(f"/papers/{number}").status_code

    assert [status(person) for person in (writer, handler, other)] == [200, 200, 404]
    answer(other, request, waiting)
    assert [status(person) for person in (writer, handler, other)] == [200, 200, 200]
    assert as_role(stranger, served, Role.APPLICANT).get(f"/papers/{number}").status_code == 404


def test_a_file_is_shown_to_the_panel_with_the_request_that_names_it_and_only_after_accepting(
    stranger: TestClient, served: Office
) -> None:
    handler, member = a_person(served.store), a_panel_member(served.store, ends_on="2099-12-31")
    case = a_case_with_issues(handler)
    with served.store.transaction() as con:
        subject = ("consultation", case.id)
        shown = a_file(con, served, subject, "도면.pdf", "application/pdf", b"%PDF-1.7 plan", handler.id)
        kept_back = a_file(con, served, subject, "메모.pdf", "application/pdf", b"%PDF-1.7 note", handler.id)
    request = ask(handler, case, file_ids=json.dumps([shown.id]))
    offered = offer(handler, request, member)
    client = sign_in(stranger, served, member.account)
    address = f"/files/{shown.id}?advice={request.id}"
    assert client.get(address).status_code == 404

    accept(member, offered)

    assert client.get(address).content == b"%PDF-1.7 plan"
    for absent in (f"/files/{kept_back.id}?advice={request.id}", f"/files/{shown.id}", f"{address}x"):
        assert client.get(absent).status_code == 404
    assert as_role(stranger, served, Role.APPLICANT).get(address).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_a_file_of_a_post_is_for_everybody_until_the_post_is_withdrawn(
    stranger: TestClient, served: Office, role: Role
) -> None:
    with served.store.transaction() as con:
        post = a_post(con, an_account(con))
        file = a_file(con, served, ("post", post.id), "안내.pdf", "application/pdf", PAPER, post.posted_by, "post")
    client = as_role(stranger, served, role)

    assert client.get(f"/files/{file.id}").content == PAPER

    with served.store.transaction() as con:
        update_post(con, replace(post, withdrawn_on=date(2026, 11, 23), withdrawal_reason="잘못 올렸다."))
    is_of_those_who_post = role in {Role.AUDITOR, Role.HEAD, Role.SECRETARY}
    assert client.get(f"/files/{file.id}").status_code == (200 if is_of_those_who_post else 404)
