"""What a publication may be made of."""

from datetime import date

import pytest

from casebase.casework import disposals
from casebase.casework.publications import begin_publication
from casebase.domain.errors import DisposedOf
from casebase.store.connection import Store
from tests.builders import a_matter
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, propose


def test_the_answer_to_a_matter_is_no_source_once_its_visit_was_disposed_of(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        visit = an_old_visit(con, date(2014, 5, 7), a_matter())
    approver = an_approver(sqlite_store)
    waiting = propose(a_keeper(sqlite_store), visit.number)
    disposals.dispose_records(approver.desk, waiting.id, waiting.version)

    with pytest.raises(DisposedOf, match=waiting.number):
        begin_publication(approver.desk, f"matter:{visit.matters[0].id}")
