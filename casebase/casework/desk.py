"""How every act and every look is done: live session, one permission, one transaction, one event."""

import functools
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Concatenate, ParamSpec, TypeVar

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.access.policy import granted, reach
from casebase.casework.kept import must_be_kept
from casebase.casework.sign_in_steps import signed_in
from casebase.documents.signer import PaperSigner
from casebase.domain.access_log import Reading, Shown, Thing
from casebase.domain.account import Account, Lack, Role, Session
from casebase.domain.canonical import canonical_json
from casebase.domain.errors import NotFound, NotPermitted, SignedOut, StorageUnreachable
from casebase.domain.reach import Reach, Relation
from casebase.korean.dates import day_in_korea
from casebase.store import access_log, accounts, events
from casebase.store.connection import Connection, Store, WriteConflict
from casebase.store.ids import new_id

P = ParamSpec("P")
R = TypeVar("R")

LOG = logging.getLogger("casebase")

TRIES = 8
OPERATOR = Account(
    id="operator", login="operator", name="운영자", role=Role.ADMIN, begins_on=date(2000, 1, 1), ends_on=None
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who asks, when, and of which store. `command_id` makes an act happen once however often it is sent.

    `session_id` is empty only at the operator's own desk, which the command line opens and no page can.
    """

    store: Store
    session_id: str
    now: datetime  # with time zone
    command_id: str = field(default_factory=new_id)
    public_url: str = ""  # where papers can be verified; empty when the office has no such address
    is_operator: bool = False
    signer: PaperSigner | None = None  # signs what is issued; None: papers are issued unsigned
    operator_as: str = ""  # the login of the account that the operator reads as; empty: the operator's own

    def for_command(self, command_id: str) -> "Desk":
        return replace(self, command_id=command_id)

    @property
    def today(self) -> date:
        """The day in Korea."""
        return day_in_korea(self.now)

    @property
    def instant(self) -> str:
        return instant(self.now)


def instant(moment: datetime) -> str:
    """Return UTC text of fixed width, "2026-01-02T03:04:05.678901Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def operator_desk(store: Store, now: datetime, login: str = "") -> Desk:
    """The desk of whoever has the machine's command line; with a login, to read what that account may see."""
    return Desk(store=store, session_id="", now=now, is_operator=True, operator_as=login)


@dataclass
class Look:
    """A reading on behalf of a live account, for one act of seeing."""

    con: Connection
    store: Store
    account: Account
    act: Act
    now: str
    today: date
    public_url: str
    readings: list[Reading] = field(default_factory=list)
    session: Session | None = None  # of who asks; the operator has none

    @property
    def reach(self) -> Reach:
        """The relations that filter a list."""
        return reach(self.account, self.act)

    def must_see(self, relations: frozenset[Relation], what: str) -> None:
        """Raises: NotFound, whether the thing is absent or not this person's."""
        if not relations & granted(self.account.role, self.act):
            raise NotFound(what)

    def may(self, act: Act, relations: frozenset[Relation]) -> bool:
        return bool(relations & granted(self.account.role, act))

    def own_session(self) -> Session:
        """Return the session of who asks. Raises: SignedOut for the operator, who has none."""
        if self.session is None:
            raise SignedOut
        return self.session

    def note(self, shown: Shown, thing: Thing, id: str = "", number: str = "") -> None:
        """Say what is being shown, for the access log. Kept once the look has returned; of a refused one nothing is."""
        self.readings.append(Reading(shown=shown, thing=thing, id=id, number=number))


@dataclass
class Deed(Look):
    """A transaction on behalf of a live account, for one act. It must be allowed, and recorded once."""

    signer: PaperSigner | None = None
    is_allowed: bool = False
    entry: tuple[str, str, str] | None = None

    def allow(self, relations: frozenset[Relation]) -> None:
        """Raises: NotPermitted."""
        if not self.may(self.act, relations):
            raise NotPermitted(ACT_LABELS[self.act])
        self.is_allowed = True

    def allow_on(self, relations: frozenset[Relation], seeing: Act, what: str) -> None:
        """As `allow`, for a thing that may be out of sight altogether. Raises: NotFound, NotPermitted."""
        if not self.may(seeing, relations):
            raise NotFound(what)
        self.allow(relations)

    def record(self, subject_kind: str, subject_id: str, **detail: object) -> None:
        """Say what the act did. Exactly one event follows from it."""
        if self.entry is not None:
            raise RuntimeError(f"{self.act} was recorded twice")
        self.entry = (subject_kind, subject_id, canonical_json(detail).decode())


def look(
    act: Act, *, despite: Lack | None = None
) -> Callable[[Callable[Concatenate[Look, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Make a function of a `Look` one that is called with a `Desk`; `despite`: also while the session waits for that.

    Raises, besides the function's own: SignedOut, SignInUnfinished, NotPermitted when the role never may.
    """

    def decorate(seeing: Callable[Concatenate[Look, P], R]) -> Callable[Concatenate[Desk, P], R]:
        @functools.wraps(seeing)
        def seen(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with desk.store.reading() as con:
                account, session = _signed_in(con, desk, despite)
                _role_may(account, act)
                asked = Look(con, desk.store, account, act, desk.instant, desk.today, desk.public_url, session=session)
                found = seeing(asked, *args, **kwargs)
            _keep_readings(desk, asked)
            return found

        return seen

    return decorate


def act(
    kind: Act, *, despite: Lack | None = None
) -> Callable[[Callable[Concatenate[Deed, P], str]], Callable[Concatenate[Desk, P], str]]:
    """Make a function of a `Deed` one that is called with a `Desk`, done once for each command.

    The same command again gives the first result and changes nothing. `despite` is as for `look`. Raises, besides
    the function's own: SignedOut, SignInUnfinished, NotPermitted, StorageFull, StorageUnreachable.
    """

    def decorate(change: Callable[Concatenate[Deed, P], str]) -> Callable[Concatenate[Desk, P], str]:
        @functools.wraps(change)
        def done(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> str:
            return retried(lambda: _done_once(desk, kind, despite, lambda deed: change(deed, *args, **kwargs)))

        return done

    return decorate


def retried(write: Callable[[], R]) -> R:
    """Run a write again while the engine asks for it. Raises: StorageUnreachable when it keeps asking."""
    for attempt in range(TRIES):
        try:
            return write()
        except WriteConflict:
            time.sleep(0.005 * 2**attempt)
    raise StorageUnreachable


@contextmanager
def drafting(desk: Desk) -> Iterator[tuple[Connection, Account]]:
    """A transaction for drafts and marks, which leave no event. Raises: SignedOut."""
    with desk.store.transaction() as con:
        yield con, live_account(con, desk)


@contextmanager
def reading(desk: Desk) -> Iterator[tuple[Connection, Account]]:
    """A reading of what is a person's own, such as their drafts. Raises: SignedOut."""
    with desk.store.reading() as con:
        yield con, live_account(con, desk)


def live_account(con: Connection, desk: Desk) -> Account:
    """Return the account of a live session that lacks nothing.

    Raises: SignedOut, SignInUnfinished; NotFound for who the operator cannot read as.
    """
    return _signed_in(con, desk)[0]


def _signed_in(con: Connection, desk: Desk, despite: Lack | None = None) -> tuple[Account, Session | None]:
    if desk.is_operator:
        return (_read_as(con, desk) if desk.operator_as else OPERATOR), None
    return signed_in(con, desk.session_id, desk.instant, desk.today, despite)


def _keep_readings(desk: Desk, asked: Look) -> None:
    """Keep what was shown in the access log, once an hour. Reading goes on where the log cannot be kept."""

    def write() -> None:
        with desk.store.transaction() as con:
            access_log.insert_readings(
                con, unkept, account_id=reader, session_id=desk.session_id, act=asked.act, at=desk.instant
            )

    if not asked.readings:
        return
    reader = OPERATOR.id if desk.is_operator else asked.account.id
    try:
        with desk.store.reading() as con:
            unkept = access_log.list_unkept(con, desk.session_id, desk.instant, asked.readings)
        if unkept:
            retried(write)
    except Exception as failure:
        LOG.error("a reading could not be kept in the access log", exc_info=failure)


def _read_as(con: Connection, desk: Desk) -> Account:
    found = accounts.find_account_by_login(con, desk.operator_as)
    if found is None or not found[0].is_active(desk.today):
        raise NotFound(f"‘{desk.operator_as}’ 계정을")
    return found[0]


def _done_once(desk: Desk, kind: Act, despite: Lack | None, change: Callable[[Deed], str]) -> str:
    if desk.operator_as:
        raise NotPermitted(ACT_LABELS[kind])  # the record would name a person who did not do it
    with desk.store.transaction() as con:
        account, session = _signed_in(con, desk, despite)
        _role_may(account, kind)
        con.lock(desk.command_id)  # a double click waits here for the first click's answer
        earlier = events.find_event_of_command(con, desk.command_id)
        if earlier is not None:
            _must_be_same(earlier.account_id == account.id and earlier.act == kind)
            return earlier.result
        seen = (con, desk.store, account, kind, desk.instant, desk.today, desk.public_url)
        deed = Deed(*seen, session=session, signer=desk.signer)
        result = change(deed)
        _append(deed, desk.command_id, result)
        return result


def _append(deed: Deed, command_id: str, result: str) -> None:
    if deed.entry is None or not deed.is_allowed:
        raise RuntimeError(f"{deed.act} must ask for permission and be recorded")
    subject_kind, subject_id, detail = deed.entry
    events.append_event(
        deed.con,
        command_id=command_id,
        happened_at=deed.now,
        account_id=deed.account.id,
        act=deed.act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        detail=detail,
        result=result,
    )
    must_be_kept(deed.con, subject_kind, subject_id)  # behind the event: a disposal lets none in between


def _role_may(account: Account, act: Act) -> None:
    if not granted(account.role, act):
        raise NotPermitted(ACT_LABELS[act])


def _must_be_same(is_same: bool) -> None:
    if not is_same:
        raise RuntimeError("a command id was used for two different acts")
