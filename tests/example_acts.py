"""Small acts and looks: what `casework.desk` does is tested on them, whatever the office's own acts become."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, Look, act, look
from casebase.domain.errors import ChangedMeanwhile
from casebase.domain.reach import Relation
from casebase.store.businesses import count_businesses, fetch_business, update_business
from casebase.store.numbers import next_number
from tests.builders import a_business

ANY = frozenset({Relation.ANY})


@act(Act.REGISTER_BUSINESS)
def register(deed: Deed, name: str) -> str:
    deed.allow(ANY)
    business = a_business(deed.con, name=name)
    deed.record("business", business.id, name=name)
    return business.id


@act(Act.CORRECT_BUSINESS)
def rename(deed: Deed, business_id: str, version: int, name: str) -> str:
    deed.allow(ANY)
    business = replace(fetch_business(deed.con, business_id), version=version, name=name)
    number = next_number(deed.con, 2026, "변경")
    if not update_business(deed.con, business):
        raise ChangedMeanwhile("업체 이름")
    deed.record("business", business_id, name=name)
    return number


@act(Act.CORRECT_VISIT)
def correct_for_team(deed: Deed, relations: frozenset[Relation]) -> str:
    a_business(deed.con)
    deed.allow_on(relations, Act.SEE_VISIT, "방문을")
    deed.record("visit", "a")
    return "corrected"


@act(Act.REGISTER_BUSINESS)
def register_without_asking(deed: Deed) -> str:
    deed.record("business", a_business(deed.con).id)
    return ""


@act(Act.REGISTER_BUSINESS)
def register_without_record(deed: Deed) -> str:
    deed.allow(ANY)
    return a_business(deed.con).id


@act(Act.REGISTER_BUSINESS)
def register_with_two_records(deed: Deed) -> str:
    deed.allow(ANY)
    business = a_business(deed.con)
    deed.record("business", business.id)
    deed.record("business", business.id)
    return business.id


@look(Act.SEE_BUSINESS)
def count_known(seen: Look) -> int:
    return count_businesses(seen.con)


@look(Act.SEE_REVIEW)
def who_sees_reviews(seen: Look, relations: frozenset[Relation]) -> frozenset[Relation]:
    seen.must_see(relations, "면책심사를")
    return seen.reach.relations
