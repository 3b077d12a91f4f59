"""Resolutions: no ruling without a valid one under the committee, and numbers as an independent count has them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.casework import recusals
from casebase.casework.questions_voted import field_name, keys_at
from casebase.domain.approval import ApprovalState
from casebase.domain.errors import CasebaseError
from casebase.domain.meeting import ItemStage, Resolution
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.store.resolutions import fetch_resolution
from casebase.store.rulings import list_rulings
from tests.case_builders import Person
from tests.meeting_stages import (
    Committee,
    Sitting,
    a_called_item,
    a_committee,
    close_vote,
    mark,
    open_meeting,
    open_vote,
    put_motion,
    set_office,
    vote,
)
from tests.review_stages import approve

EXCLUDED = {"kind": "exclusion", "ground": "kin", "reason": "대상자의 친족이다."}
# Mostly in favour and mostly there: else few of the meetings drawn would come to a resolution.
CHOICES = st.sampled_from(["yes"] * 6 + ["no", "abstain"])
SELDOM = st.sampled_from([False, False, True])


@cache
def called(size: int) -> tuple[TemporaryDirectory[str], Sitting]:
    """A called meeting of a committee of a size, made once; each example plays on in a copy."""
    folder = TemporaryDirectory(prefix="casebase-")
    store = store_in(folder.name)
    apply_pending(store)
    set_office(store, "committee.decides", "위원회 의결")
    sitting = a_called_item(a_committee(store, size))
    store.close()
    return folder, sitting


def store_in(folder: str) -> Store:
    return Store(f"sqlite:///{folder}/records.db", Path(folder) / "home")


def copied(size: int, folder: str) -> Sitting:
    source, sitting = called(size)
    shutil.copytree(source.name, folder, dirs_exist_ok=True)
    store = store_in(folder)
    secretary, *members = (in_copy(p, store) for p in (sitting.committee.secretary, *sitting.committee.members))
    return replace(sitting, committee=Committee(store, secretary, tuple(members)))


def in_copy(person: Person, store: Store) -> Person:
    return replace(person, store=store, seat=replace(person.seat, store=store))


def is_done(step: Callable[[], object]) -> bool:
    """Try a step; say whether it was not refused."""
    try:
        step()
    except CasebaseError:
        return False
    return True


class Play:
    """One meeting played by drawn choices, with a count of its own beside the office's."""

    def __init__(self, sitting: Sitting, data: st.DataObject) -> None:
        self.sitting, self.data = sitting, data
        self.members = sitting.committee.members
        self.present: set[str] = set(sitting.committee.ids)
        self.recused: set[str] = set()
        self.counted: dict[ItemStage, set[str]] = {}
        self.chosen: dict[tuple[str, str], str] = {}

    def run(self) -> None:
        open_meeting(self.sitting)
        self._leave("before")
        self._recuse("before")
        is_done(lambda: open_vote(self.sitting, self._presiding()))
        self._vote(ItemStage.CRITERIA)
        self._move()
        self._vote(ItemStage.OUTCOME)

    def count(self, key: str, stage: ItemStage) -> tuple[int, int, int]:
        """Yes, no and abstained on one question, of whom counts at the end."""
        cast = [self.chosen[key, member_id] for member_id in self.counted[stage] - self.recused]
        return cast.count("yes"), cast.count("no"), cast.count("abstain")

    def _vote(self, stage: ItemStage) -> None:
        if self.sitting.item.stage != stage:
            return
        keys = keys_at(stage, self.sitting.review)
        for member in self.members:
            self._cast(stage, member, list(keys))
        self._recuse(f"during {stage}")
        self._leave(f"during {stage}")
        if is_done(lambda: close_vote(self.sitting, self._presiding())):
            self.counted[stage] = self.present - self.recused

    def _cast(self, stage: ItemStage, member: Person, keys: list[str]) -> None:
        plain = self.data.draw(CHOICES, label=f"{stage} of {member.account.name}")
        odd = self.data.draw(st.sampled_from(["", "", "", *keys[:2]]), label="otherwise on")
        choices = {key: "no" if "|exclusion|" in key or key == odd else plain for key in keys}
        fields = {f"vote_{field_name(key)}": choice for key, choice in choices.items()}
        may_vote = member.id in self.present - self.recused

        assert is_done(lambda: vote(self.sitting, member, fields)) == may_vote

        if may_vote:
            self.chosen |= {(key, member.id): choice for key, choice in choices.items()}

    def _move(self) -> None:
        """Put whichever motion the answers leave, with a reason wherever one may be asked for."""
        names = {field_name(key) for key, _ in self.chosen}
        reasons = {f"reason_{name}": "위원회가 달리 판단하였다." for name in names}
        for outcome in ("recognised", "not_recognised"):
            is_done(lambda o=outcome: put_motion(self.sitting, o, **reasons))  # type: ignore[misc]

    def _recuse(self, when: str) -> None:
        for member in self._some(f"recused {when}", most=1):
            item = self.sitting.item
            if is_done(lambda m=member, i=item: recusals.declare_recusal(m.desk, i.id, i.version, EXCLUDED)):  # type: ignore[misc]
                self.recused.add(member.id)

    def _leave(self, when: str) -> None:
        self.present -= {member.id for member in self._some(f"away {when}", most=3)}
        mark(self.sitting, [member for member in self.members if member.id in self.present])

    def _presiding(self) -> Person:
        """Who opened the meeting is there or not; who began first comes first among the members."""
        opened_by = self.sitting.meeting.presiding_id
        there = [member for member in self.members if member.id in self.present] or list(self.members)
        able = [member for member in there if member.id not in self.recused] or there
        return next((member for member in able if member.id == opened_by), able[0])

    def _some(self, label: str, most: int) -> list[Person]:
        if not self.data.draw(SELDOM, label=f"anybody {label}"):
            return []
        places = st.sets(st.integers(0, len(self.members) - 1), max_size=most)
        chosen = self.data.draw(places, label=label)
        return [member for n, member in enumerate(self.members) if n in chosen]


def is_majority(some: int, of: int) -> bool:
    return some > of - some


def check_resolution(play: Play, resolution: Resolution) -> None:
    """Hold a resolution against the play's own count."""
    seats, present = len(play.members), len(play.counted[ItemStage.OUTCOME])
    yes, no, abstained = play.count("outcome", ItemStage.OUTCOME)
    assert (resolution.seats, resolution.present) == (seats, present)
    assert (resolution.yes, resolution.no, resolution.abstained) == (yes, no, abstained)
    assert is_majority(present, seats) and is_majority(yes, present)
    assert set(resolution.voters) == play.counted[ItemStage.OUTCOME]
    assert len(resolution.recused) == len(play.recused)
    counted = len(play.counted[ItemStage.CRITERIA] - play.recused)
    assert resolution.findings and is_majority(counted, seats)
    for finding in resolution.findings:
        counts = play.count(f"{finding.charge_id}|{finding.step}|{finding.question}", ItemStage.CRITERIA)
        given = True if is_majority(counts[0], counted) else False if is_majority(counts[1], counted) else None
        assert (finding.yes, finding.no, finding.abstained, finding.holds) == (*counts, given)


@settings(max_examples=20, deadline=None)
@given(data=st.data(), size=st.integers(3, 7))
def test_every_ruling_rests_on_a_resolution_that_counts(data: st.DataObject, size: int) -> None:
    with TemporaryDirectory() as folder:
        play = Play(copied(size, folder), data)
        play.run()
        item, store = play.sitting.item, play.sitting.store
        with pytest.raises(CasebaseError):
            approve(play.sitting.committee.chair, item.ruling_id)
        with store.reading() as con:
            found, kept = list_rulings(con, item.review_id), con.rows("select id from resolutions")
            issued = [ruling for ruling in found if ruling.state == ApprovalState.ISSUED]
            for ruling in issued:
                assert ruling.resolution_id is not None
                check_resolution(play, fetch_resolution(con, ruling.resolution_id))
        store.close()

    assert len(issued) == len(kept) == (item.stage == ItemStage.RESOLVED)


@pytest.mark.parametrize(("choice", "stage"), [("yes", ItemStage.RESOLVED), ("no", ItemStage.CARRIED_OVER)])
def test_the_play_reaches_both_ends(sqlite_store: Store, choice: str, stage: ItemStage) -> None:
    """What the generated meetings come to can be both: here by fixed choices."""
    sitting = open_vote(open_meeting(a_called_item(a_committee(sqlite_store, 3))))
    vote_all(sitting, "yes")
    close_vote(sitting)
    put_motion(sitting)

    vote_all(sitting, choice)
    close_vote(sitting)

    assert sitting.item.stage == stage


def vote_all(sitting: Sitting, choice: str) -> None:
    keys = keys_at(sitting.item.stage, sitting.review)
    fields = {f"vote_{field_name(key)}": "no" if "|exclusion|" in key else choice for key in keys}
    for member in sitting.committee.members:
        vote(sitting, member, fields)
