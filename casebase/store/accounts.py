"""The table `accounts`."""

from datetime import date

from casebase.domain.account import Account, Role
from casebase.domain.errors import NotFound
from casebase.store.columns import marks
from casebase.store.connection import Connection, Row

COLUMNS = "id, login, name, role, begins_on, ends_on, agency_id, department, version"


def find_account(con: Connection, account_id: str) -> Account | None:
    row = con.row(f"select {COLUMNS} from accounts where id = ?", [account_id])
    return _account(row) if row else None


def fetch_account(con: Connection, account_id: str) -> Account:
    """Raises: NotFound."""
    account = find_account(con, account_id)
    if account is None:
        raise NotFound("계정을")
    return account


def find_account_by_login(con: Connection, login: str) -> tuple[Account, str] | None:
    """Return an account and its password's hash by its login name."""
    row = con.row(f"select {COLUMNS}, password_hash from accounts where login = ?", [login])
    return (_account(row[:-1]), str(row[-1])) if row else None


def list_accounts(con: Connection, roles: tuple[Role, ...] = ()) -> list[Account]:
    """Return accounts by name, of some roles or of all."""
    where = f"where role in ({', '.join('?' for _ in roles)})" if roles else ""
    return [_account(row) for row in con.rows(f"select {COLUMNS} from accounts {where} order by name, login", roles)]


def count_accounts(con: Connection) -> int:
    row = con.row("select count(*) from accounts")
    return int(row[0]) if row else 0


def insert_account(
    con: Connection, account: Account, password_hash: str, *, must_change_password: bool = False
) -> None:
    columns = f"{COLUMNS}, password_hash, must_change_password"
    con.run(
        f"insert into accounts ({columns}) values ({marks(columns)})",
        [
            account.id,
            account.login,
            account.name,
            account.role,
            account.begins_on.isoformat(),
            account.ends_on.isoformat() if account.ends_on else None,
            account.agency_id,
            account.department,
            account.version,
            password_hash,
            int(must_change_password),
        ],
    )


def update_account(con: Connection, account: Account) -> bool:
    """Write what may change, if nobody was first: False when `account.version` is stale."""
    changed = con.run(
        "update accounts set name = ?, role = ?, begins_on = ?, ends_on = ?, agency_id = ?, department = ?,"
        " version = version + 1 where id = ? and version = ?",
        [
            account.name,
            account.role,
            account.begins_on.isoformat(),
            account.ends_on.isoformat() if account.ends_on else None,
            account.agency_id,
            account.department,
            account.id,
            account.version,
        ],
    )
    return changed == 1


def update_password(
    con: Connection, account_id: str, password_hash: str, *, must_change_password: bool = False
) -> None:
    con.run(
        "update accounts set password_hash = ?, must_change_password = ?, version = version + 1 where id = ?",
        [password_hash, int(must_change_password), account_id],
    )


def must_change_password(con: Connection, account_id: str) -> bool:
    """Say whether an account's password is one that somebody else set."""
    row = con.row("select must_change_password from accounts where id = ?", [account_id])
    return bool(row and row[0])


def _account(row: Row) -> Account:
    return Account(
        id=row[0],
        login=row[1],
        name=row[2],
        role=Role(row[3]),
        begins_on=date.fromisoformat(row[4]),
        ends_on=date.fromisoformat(row[5]) if row[5] else None,
        agency_id=row[6],
        department=row[7],
        version=row[8],
    )
