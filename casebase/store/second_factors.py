"""The table `second_factors`: one sealed secret an account."""

from casebase.store.connection import Connection


def find_secret(con: Connection, account_id: str) -> str | None:
    """Return the sealed secret of an account that has a second factor."""
    row = con.row("select secret from second_factors where account_id = ?", [account_id])
    return str(row[0]) if row else None


def insert_factor(con: Connection, account_id: str, secret: str, confirmed_at: str, step: int) -> None:
    """Keep an account's secret, and the step of the code by which it was confirmed, which counts as used."""
    con.run(
        "insert into second_factors (account_id, secret, confirmed_at, last_step) values (?, ?, ?, ?)",
        [account_id, secret, confirmed_at, step],
    )


def update_step_used(con: Connection, account_id: str, step: int) -> bool:
    """Use up a step and all before it: False when it was used up already."""
    used = "update second_factors set last_step = ? where account_id = ? and last_step < ?"
    return con.run(used, [step, account_id, step]) == 1


def update_factor_removed(con: Connection, account_id: str) -> bool:
    return con.run("delete from second_factors where account_id = ?", [account_id]) == 1
