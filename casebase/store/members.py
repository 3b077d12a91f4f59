"""The table `members`: the terms that people serve in the panel and in the committee."""

from collections.abc import Sequence
from datetime import date

from casebase.domain.errors import NotFound
from casebase.domain.member import Body, Member
from casebase.store.columns import day, day_or_none, marks, named, settings, texts, values_of
from casebase.store.connection import Connection, Row

CHANGEABLE = "begins_on, ends_on, is_chair, recommended_by, born_on, affiliation, specialities, yearly_limit, fee_won"
COLUMNS = f"id, account_id, body, {CHANGEABLE}, version"
_SERVING = "body = ? and begins_on <= ? and ends_on >= ?"


def fetch_member(con: Connection, member_id: str) -> Member:
    """Raises: NotFound."""
    found = _listed(con, "id = ?", [member_id], "id")
    if not found:
        raise NotFound("위원을")
    return found[0]


def list_members(con: Connection, body: Body | None = None) -> list[Member]:
    """Return all terms there were and will be, of one body or of both, the newest term first."""
    condition, values = ("body = ?", [body.value]) if body else ("1 = 1", [])
    return _listed(con, condition, values, "begins_on desc, id desc")


def members_on(con: Connection, body: Body, on: date) -> list[Member]:
    """Return who serves in a body on a day, its chair first, then who began first."""
    return _listed(con, _SERVING, _on(body, on), "is_chair desc, begins_on, id")


def terms_of(con: Connection, account_id: str) -> list[Member]:
    """Return one person's terms in either body, the newest first."""
    return _listed(con, "account_id = ?", [account_id], "begins_on desc, id desc")


def insert_member(con: Connection, member: Member) -> None:
    con.run(f"insert into members ({COLUMNS}) values ({marks(COLUMNS)})", values_of(member, COLUMNS))


def update_member(con: Connection, member: Member) -> bool:
    """Write all but whose term it is and in which body. False when `member.version` is stale."""
    changed = con.run(
        f"update members set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(member, CHANGEABLE), member.id, member.version],
    )
    return changed == 1


def _on(body: Body, on: date) -> list[object]:
    return [body.value, on.isoformat(), on.isoformat()]


def _listed(con: Connection, condition: str, values: Sequence[object], order: str) -> list[Member]:
    return [
        _member(row) for row in con.rows(f"select {COLUMNS} from members where {condition} order by {order}", values)
    ]


def _member(row: Row) -> Member:
    values = named(COLUMNS, row)
    values |= {
        "body": Body(values["body"]),
        "begins_on": day(values["begins_on"]),
        "ends_on": day(values["ends_on"]),
        "is_chair": bool(values["is_chair"]),
        "born_on": day_or_none(values["born_on"]),
        "specialities": texts(values["specialities"]),
    }
    return Member(**values)
