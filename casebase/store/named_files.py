"""Which kept files the records name: papers, attachments, and what drafts hold; and which of them still need be there.

What was disposed of may be named again by something else: then it is no longer gone.
"""

import json
from collections.abc import Collection
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
# The papers by bytes of which nothing was disposed of; advice goes with its case.
_PAPERS = """
    select p.sha256, p.subject_kind, p.subject_id from (
        select sha256, subject_kind, subject_id from documents
        union all
        select r.sha256, d.subject_kind, d.subject_id from document_revisions r join documents d on d.id = r.document_id
    ) p
    where {named}
        and not exists (
            select 1 from disposals x
            where x.state = 'disposed' and x.subject_kind = p.subject_kind and x.subject_id = p.subject_id
        )
        and not exists (
            select 1 from advice_requests a
            join disposals x on x.subject_kind = a.subject_kind and x.subject_id = a.subject_id
            where x.state = 'disposed' and p.subject_kind = 'advice' and a.id = p.subject_id
        )
"""
_NEWEST = """
    select number, sha256, size from (select number, sha256, size from documents order by id desc limit 50) papers
    union all
    select name, sha256, size from (select name, sha256, size from attachments order by id desc limit 50) files
"""


@dataclass(frozen=True, kw_only=True)
class NamedFiles:
    """The SHA-256 of every file that the records name, and of those that were disposed of and are not named anew."""

    named: frozenset[str]
    disposed: frozenset[str]

    @property
    def expected(self) -> list[str]:
        """The SHA-256 of every file that must be there, in order."""
        return sorted(self.named - self.disposed)


def named_files(con: Connection) -> NamedFiles:
    """Return what files the records name, whichever schema they stand in."""
    signed_again = con.rows(_SIGNED_AGAIN) if _knows_trust(con) else []
    named = {str(row[0]) for row in (*con.rows(_NAMED), *signed_again)} | _of_drafts(con)
    return NamedFiles(named=frozenset(named), disposed=_disposed(con))


def named_still(con: Connection, digests: Collection[str], without: Collection[tuple[str, str]] = ()) -> frozenset[str]:
    """Return which bytes anything names that was not disposed of, without some things (kind and id).

    A file, a draft or a paper may name them.
    """
    condition, values = con.among("sha256", sorted(digests))
    files = con.rows(f"select sha256 from attachments where {condition}", values)
    papers = con.rows(_PAPERS.format(named=f"p.{condition}"), values)
    of_papers = {str(sha256) for sha256, *subject in papers if tuple(subject) not in without}
    return frozenset({str(row[0]) for row in files} | of_papers | (_of_drafts(con) & set(digests)))


def gone_for_good(con: Connection) -> frozenset[str]:
    """Return the SHA-256 of every file that was disposed of and that nothing else names."""
    digests = list_disposed_digests(con)
    return digests - named_still(con, digests) if digests else digests


def newest_not_there(con: Connection, home: Path) -> list[str]:
    """Return by number or name which of the newest papers and attachments do not lie under a home as they should."""
    disposed = _disposed(con)
    return [
        str(name)
        for name, sha256, size in con.rows(_NEWEST)
        if sha256 not in disposed and not _is_there(kept_path(home, str(sha256)), int(size))
    ]


def _disposed(con: Connection) -> frozenset[str]:
    return gone_for_good(con) if _knows_trust(con) else frozenset()


def _knows_trust(con: Connection) -> bool:
    return latest_migration(con) >= _TRUST


def _is_there(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _of_drafts(con: Connection) -> set[str]:
    rows = con.rows("select value from draft_fields where substr(name, 1, 5) = 'file_' and value <> ''")
    return {str(json.loads(row[0])["sha256"]) for row in rows}
