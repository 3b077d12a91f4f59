"""Which kept files the records name: papers, attachments, and what drafts hold."""

import json
from dataclasses import dataclass
from pathlib import Path

from casebase.store.connection import Connection
from casebase.store.disposals import list_disposed_digests
from casebase.store.files import kept_path
from casebase.store.migrate import latest_migration

# The first schema with second signatures and disposals: a store is looked at before its pending migrations run.
_TRUST = "0009_trust"

_NAMED = "select sha256 from documents union select sha256 from attachments"
_SIGNED_AGAIN = "select sha256 from document_revisions"
_NEWEST = """
    select number, sha256, size from (select number, sha256, size from documents order by id desc limit 50) papers
    union all
    select name, sha256, size from (select name, sha256, size from attachments order by id desc limit 50) files
"""


@dataclass(frozen=True, kw_only=True)
class NamedFiles:
    """The SHA-256 of every file that the records name, and of those that were disposed of since."""

    named: frozenset[str]
    disposed: frozenset[str]


def named_files(con: Connection) -> NamedFiles:
    """Return what files the records name, whichever schema they stand in."""
    signed_again = con.rows(_SIGNED_AGAIN) if _knows_trust(con) else []
    named = {str(row[0]) for row in (*con.rows(_NAMED), *signed_again)} | _of_drafts(con)
    return NamedFiles(named=frozenset(named), disposed=_disposed(con))


def newest_not_there(con: Connection, home: Path) -> list[str]:
    """Return by number or name which of the newest papers and attachments do not lie under a home as they should."""
    disposed = _disposed(con)
    return [
        str(name)
        for name, sha256, size in con.rows(_NEWEST)
        if sha256 not in disposed and not _is_there(kept_path(home, str(sha256)), int(size))
    ]


def _disposed(con: Connection) -> frozenset[str]:
    return list_disposed_digests(con) if _knows_trust(con) else frozenset()


def _knows_trust(con: Connection) -> bool:
    return latest_migration(con) >= _TRUST


def _is_there(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _of_drafts(con: Connection) -> set[str]:
    rows = con.rows("select value from draft_fields where substr(name, 1, 5) = 'file_' and value <> ''")
    return {str(json.loads(row[0])["sha256"]) for row in rows}
