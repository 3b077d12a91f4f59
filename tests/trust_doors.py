"""The doors to what an office shows of itself: who read what."""

from casebase.access.act import Act
from casebase.casework import (
    access_log,
    accounts,
    anchors,
    backups,
    disposals,
    identities,
    log,
    log_files,
    retention,
    second_factor,
    sessions,
    signatures,
)
from casebase.casework.desk import instant
from casebase.casework.second_factor import make_offer
from casebase.domain.access_log import AccessFilter
from casebase.domain.account import Identity, Role
from casebase.domain.backup import KEPT_BY_DEFAULT
from casebase.domain.canonical import digest
from casebase.domain.chain import Anchor
from casebase.domain.retention import DisposalState
from casebase.store.anchors import insert_anchor
from casebase.store.events import list_events_between
from casebase.store.identities import insert_identity, update_identity_removed
from casebase.store.ids import new_id
from tests.anchored import YESTERDAY
from tests.builders import NOW
from tests.case_builders import Person, a_person
from tests.disposal_stages import an_old_visit, proposed
from tests.door import Door, Given, found, plain
from tests.second_factors import a_code, a_second_factor
from tests.world import A_SESSION, PASSWORD, World


def _backups(*arguments: object) -> Given:
    """The folder of backups, then more."""
    return lambda world, _: (world.store.home / "backups", *arguments)


AN_ACCOUNT = "select id from accounts where name = '처음 담당'"
ISSUER = "https://sso.example"


def _renewed(*arguments: object) -> Given:
    """What is typed, and the session to go on in, which nobody else has."""
    return lambda *_: (*arguments, digest(new_id().encode()))


def _set_up(world: World, person: Person) -> tuple[object, ...]:
    offer = make_offer(world.store.home, second_factor.second_factor_page(person.desk))
    return offer.sealed, a_code(offer.secret), digest(new_id().encode())


def _drop(world: World, person: Person) -> tuple[object, ...]:
    secret = a_second_factor(world.store, person.id)
    return PASSWORD, a_code(secret), digest(new_id().encode())


def _reset(world: World, person: Person) -> tuple[object, ...]:
    (account_id,) = found(AN_ACCOUNT)(world, person)
    a_second_factor(world.store, str(account_id))
    return (account_id,)


def _session(world: World, _: Person) -> tuple[object, ...]:
    return (world.things[A_SESSION],)


def _linked(world: World, person: Person) -> tuple[object, ...]:
    (account_id,) = found(AN_ACCOUNT)(world, person)
    identity = Identity(issuer=ISSUER, subject="lee@agency", account_id=str(account_id), linked_at=instant(NOW))
    with world.store.transaction() as con:
        update_identity_removed(con, ISSUER, identity.subject, identity.account_id)
        insert_identity(con, identity)
    return identity.account_id, ISSUER, identity.subject


def _anchored(*more: object) -> Given:
    """A day that has an anchor, then more."""

    def given(world: World, _: Person) -> tuple[object, ...]:
        with world.store.transaction() as con:
            (first,) = list_events_between(con, 0, 1)
            insert_anchor(con, Anchor(day=YESTERDAY, seq=1, hash=first.hash, taken_at=instant(NOW)))
        return (YESTERDAY, *more)

    return given


def _issued_paper(world: World, person: Person) -> tuple[object, ...]:
    return found(f"select id from documents where subject_id = '{world.review('issued').id}'", 1)(world, person)


def _own_grade(world: World, person: Person) -> tuple[object, ...]:
    _, visit_id, _ = _past_its_time(world, person)
    return "visit", visit_id, 0, {"grade": "30년", "retention_reason": "다툼이 남아 있다."}


def _past_its_time(world: World, _: Person) -> tuple[object, ...]:
    """A visit of long ago, and why it should go."""
    with world.store.transaction() as con:
        return "visit", an_old_visit(con).id, "보존기간이 끝났다."


def _proposed_disposal(*more: object) -> Given:
    """Such a visit's disposal as proposed by somebody, then more."""

    def given(world: World, person: Person) -> tuple[object, ...]:
        disposal = proposed(a_person(world.store, Role.ADMIN), *_past_its_time(world, person))
        return (disposal.id, disposal.version, *more)

    return given


def _disposal_paper(world: World, person: Person) -> tuple[object, ...]:
    disposal_id, version = _proposed_disposal()(world, person)
    return (disposals.dispose_records(a_person(world.store, Role.HEAD).desk, str(disposal_id), version),)  # type: ignore[arg-type]


TRUST_DOORS: tuple[Door, ...] = (
    # The access log
    Door(Act.SEE_ACCESS_LOG, access_log.access_list, plain(AccessFilter(), 10, 0)),
    Door(Act.SEE_ACCESS_LOG, access_log.count_access, plain(AccessFilter())),
    Door(Act.SEE_ACCESS_LOG, access_log.kept_since, plain()),
    # Backups
    Door(Act.SEE_BACKUPS, backups.backups_page, plain()),
    Door(Act.SEE_BACKUPS, backups.old_backups, _backups(KEPT_BY_DEFAULT)),
    Door(Act.MAKE_BACKUP, backups.make_backup, _backups(lambda _doing, _share: None)),
    Door(Act.REMOVE_BACKUP, backups.remove_old_backups, _backups(KEPT_BY_DEFAULT)),
    # Signing in
    Door(Act.CHANGE_OWN_PASSWORD, accounts.own_password_page, plain()),
    Door(Act.CHANGE_OWN_PASSWORD, accounts.change_own_password, _renewed(PASSWORD, "battery staple")),
    Door(Act.SEE_OWN_SESSIONS, sessions.own_sessions, plain()),
    Door(Act.END_OWN_SESSION, sessions.end_own_session, _session, A_SESSION, A_SESSION),
    Door(Act.SEE_SESSIONS, sessions.live_sessions, plain(10, 0)),
    Door(Act.SEE_SESSIONS, sessions.count_live_sessions, plain()),
    Door(Act.END_SESSIONS, sessions.end_session, _session),
    Door(Act.SET_SECOND_FACTOR, second_factor.second_factor_page, plain()),
    Door(Act.SET_SECOND_FACTOR, second_factor.set_second_factor, _set_up),
    Door(Act.DROP_SECOND_FACTOR, second_factor.drop_second_factor, _drop),
    Door(Act.RESET_SECOND_FACTOR, second_factor.reset_second_factor, _reset),
    Door(Act.SEE_ADMIN, identities.ways_in, found(AN_ACCOUNT)),
    Door(Act.LINK_IDENTITY, identities.link_identity, found(AN_ACCOUNT, ISSUER, "kim@agency")),
    Door(Act.UNLINK_IDENTITY, identities.unlink_identity, _linked),
    # Signatures
    Door(Act.SIGN_PAPER, signatures.sign_paper, _issued_paper, "issued"),
    # The record of acts
    Door(Act.CHECK_LOG, log.log_page, plain()),
    Door(Act.CHECK_LOG, log.check_log, plain()),
    Door(Act.CHECK_LOG, log.daily_record, _anchored()),
    Door(Act.CHECK_LOG, anchors.anchor_file, _anchored()),
    Door(Act.CHECK_LOG, log_files.export_log, lambda world, _: (world.store.home / "log.jsonl",)),
    Door(Act.KEEP_ANCHOR, anchors.keep_anchors, plain()),
    # Retention and disposal
    Door(Act.SEE_RETENTION, retention.grades_in_use, plain()),
    Door(Act.SEE_RETENTION, retention.count_due, plain(())),
    Door(Act.SEE_RETENTION, retention.due_records, plain((), 10, 0)),
    Door(Act.SEE_RETENTION, retention.record_page, lambda world, _: (world.visit,)),
    Door(Act.SEE_RETENTION, disposals.count_disposals, plain(DisposalState.DISPOSED)),
    Door(Act.SEE_RETENTION, disposals.disposal_list, plain(DisposalState.PROPOSED, 10, 0)),
    Door(Act.SEE_RETENTION, disposals.disposal_document, _disposal_paper),
    Door(Act.SET_RETENTION, retention.set_retention, _own_grade),
    Door(Act.PROPOSE_DISPOSAL, disposals.propose_disposal, _past_its_time),
    Door(Act.RETURN_DISPOSAL, disposals.return_disposal, _proposed_disposal({"return_reason": "다시 살피세요."})),
    Door(Act.DISPOSE_RECORDS, disposals.dispose_records, _proposed_disposal()),
)
