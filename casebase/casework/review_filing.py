"""Putting a review on file: its number, its files, and the draft it was typed in used up."""

from dataclasses import replace

from casebase.casework.desk import Deed
from casebase.casework.files import take_files
from casebase.casework.papers import is_demo_office, source_of
from casebase.domain.case import CaseKind
from casebase.domain.draft import Draft
from casebase.domain.review import Review
from casebase.store import agencies, drafts, reviews
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings


def put_on_file(deed: Deed, draft: Draft, review: Review) -> str:
    """Number and keep a review with the files of its draft, and return the number.

    A re-examination has a series of numbers of its own.
    """
    is_demo = is_demo_office(list_settings(deed.con))
    series = CaseKind.RE_EXAMINATION if review.is_re_examination else CaseKind.EXEMPTION
    review = replace(
        review,
        number=next_number(deed.con, review.filed_on.year, series.value),
        source=(source_of(draft) or review.source) if is_demo else "",
        is_demo=is_demo,
    )
    agency = agencies.fetch_agency(deed.con, review.agency_id)
    reviews.insert_review(deed.con, review, agency.name)
    take_files(deed, draft.fields, "evidence", "review", review.id)
    take_files(deed, draft.fields, "statement", "review", review.id)
    drafts.wipe_draft(deed.con, draft.id)
    deed.record("review", review.id, number=review.number, title=review.title, agency=agency.name)
    return review.number
