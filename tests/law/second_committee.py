"""A second reading of quorum, majority, presiding and conflicts of interest, written from the articles alone.

It shares nothing with casebase/law but the facts it is told, so that a mistake would have to be made twice.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

TOMORROW = timedelta(days=1)
BODY_TIES = {"employer", "adviser", "client", "interest"}


def carries(seats: int, present: int, yes: int) -> bool:
    """시행령 제4조 제3항: more than half of the seats present, more than half of those present in favour."""
    return 2 * present > seats and 2 * yes > present


def says(seats: int, present: int, yes: int, no: int) -> str:
    if carries(seats, present, yes):
        return "yes"
    return "no" if carries(seats, present, no) else "open"


def who_presides(present: Iterable[Any], terms: Iterable[Any], on: date) -> str:
    """시행령 제4조 제2항, day by day: who served on each day before this one, as far back as without a gap."""
    here = [member for member in present if member.begins_on <= on <= member.ends_on]
    for member in here:
        if member.is_chair:
            return str(member.account_id)
    covered = {
        member.account_id: [
            (term.begins_on, term.ends_on)
            for term in terms
            if term.account_id == member.account_id and term.body == "committee"
        ]
        for member in here
    }
    day = {member.account_id: on for member in here}
    still = set(day)
    while True:
        going_on = {who for who in still if any(a <= day[who] - TOMORROW <= z for a, z in covered[who])}
        if not going_on:
            break
        for who in going_on:
            day[who] -= TOMORROW
        still = going_on
    longest = [member for member in here if member.account_id in still]
    known = [member for member in longest if member.born_on is not None]
    eldest = min(known, key=lambda member: (member.born_on, member.account_id)) if known else None
    return str(eldest.account_id if eldest else min(member.account_id for member in longest))


def grounds_against(
    body: str, account: Any, ties: Iterable[Any], parties: Sequence[Any], involvements: Iterable[Any], on: date
) -> set[tuple[str, bool]]:
    """Return each ground by its code, with whether it keeps the member away or is only to be looked into."""
    against = set()
    for party in parties:
        against |= of_the_person(account, party)
        for tie in ties:
            if tie.account_id != account.id:
                continue
            if tie.kind == "kin":
                against |= of_kin(tie, party, parties)
            if tie.kind in BODY_TIES:
                against |= of_a_tie(body, tie, party, on)
    for one in involvements:
        against |= of_the_record(body, one)
    return against


def of_the_person(account: Any, party: Any) -> set[tuple[str, bool]]:
    if party.kind == "person" and party.account_id:
        return {("party", True)} if party.account_id == account.id else set()
    if party.kind == "person":
        return {("party", False)} if bare(party.name) == bare(account.name) != "" else set()
    if party.kind == "agency" and party.agency_id and party.agency_id == account.agency_id:
        return {("private_interest", True)}
    return set()


def of_kin(tie: Any, party: Any, parties: Sequence[Any]) -> set[tuple[str, bool]]:
    if party.kind == "agency":
        return {("kin", False)} if tie.agency_id and tie.agency_id == party.agency_id else set()
    if party.kind == "business":
        return {("kin", False)} if tie.business_id and tie.business_id == party.business_id else set()
    if tie.other_account_id and party.account_id:
        return {("kin", True)} if tie.other_account_id == party.account_id else set()
    if not bare(tie.name) or bare(tie.name) != bare(party.name):
        return set()
    works_at = {party.agency_id} if party.agency_id else {one.agency_id for one in parties if one.kind == "agency"}
    return {("kin", bool(tie.agency_id) and tie.agency_id in works_at)}


def of_a_tie(body: str, tie: Any, party: Any, on: date) -> set[tuple[str, bool]]:
    code = {"interest": "party", "client": "opposite_party" if body == "panel" else "private_interest"}.get(
        tie.kind, "private_interest"
    )
    sure = how_sure(tie, party)
    if sure == "not":
        return set()
    if sure == "unsure":
        return {(code, False)}
    is_to_come = tie.begins_on is not None and tie.begins_on > on
    is_over = tie.ends_on is not None and tie.ends_on < on and on not in two_years_after(tie.ends_on)
    return {(code, not is_to_come and not is_over)}


def how_sure(tie: Any, party: Any) -> str:
    of_tie = {"agency": tie.agency_id, "business": tie.business_id, "person": tie.other_account_id}
    of_party = {"agency": party.agency_id, "business": party.business_id, "person": party.account_id}[party.kind]
    if of_tie[party.kind] and of_party:
        return "sure" if of_tie[party.kind] == of_party else "not"
    if any(of_tie.values()) and not of_tie[party.kind]:
        return "not"
    mine, theirs = bare(tie.name), bare(party.name)
    if mine == theirs and mine:
        return "unsure" if party.kind == "person" and tie.kind != "interest" else "sure"
    if min(len(mine), len(theirs)) < 2:
        return "not"
    return "unsure" if mine in theirs or theirs in mine else "not"


def of_the_record(body: str, one: Any) -> set[tuple[str, bool]]:
    if one.is_same_case:
        return {
            "handled": {("took_part", True)},
            "found": {("took_part", True)},
            "opened": {("took_part", False)},
            "voted": {("unfair", False)},
            "advised": {("service", True)} if body == "committee" else {("unfair", False)},
        }[one.kind]
    return {("unfair", False)} if one.kind in {"advised", "voted"} else set()


def two_years_after(ended_on: date) -> set[date]:
    """민법 제157조, 제160조: from the next day up to the day before its like two years on, or the month's last."""
    first = ended_on + TOMORROW
    days = set()
    day = first
    while (day.year, day.month) < (first.year + 2, first.month):
        days.add(day)
        day += TOMORROW
    while day.month == first.month and day.day < first.day:
        days.add(day)
        day += TOMORROW
    return days


def bare(name: str) -> str:
    text = unicodedata.normalize("NFC", name).lower()
    for form in ("주식회사", "유한회사", "(주)", "(유)", "㈜"):
        text = text.replace(form, "")
    return re.sub(r"[\s·ㆍ.,()-]", "", text)
