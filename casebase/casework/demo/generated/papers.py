"""The one file that stands for every paper of a generated office."""

from datetime import date

from casebase.casework.demo.generated.course import Paper
from casebase.casework.demo.generated.settings import OFFICE
from casebase.domain.canonical import digest
from casebase.domain.papers import Letterhead
from casebase.store.connection import Store
from casebase.store.files import keep_bytes


def keep_stand_in(store: Store, since: date) -> Paper:
    """Keep the file that says of each paper that it was not made."""
    # Imported late: most of what drawing a paper loads is not needed to fill a store.
    from casebase.documents.unmade_paper import UnmadePaper, unmade_paper_pdf

    head = Letterhead(
        office=OFFICE["office.name"],
        sender=OFFICE["office.sender"],
        recipient="이 문서를 여는 사람",
        approvals=(),
        number="시연-대체-0001",
        issued_on=since,
        address=OFFICE["office.address"],
        telephone=OFFICE["office.telephone"],
        disclosure="공개",
        is_demo=True,
        is_draft=False,
    )
    content = unmade_paper_pdf(UnmadePaper(head=head, since=since))
    keep_bytes(store.home, content)
    return Paper(sha256=digest(content), size=len(content))
