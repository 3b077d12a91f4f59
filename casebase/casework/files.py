"""Files that an act takes from a draft to the thing it makes."""

from collections.abc import Mapping

from casebase.casework.desk import Deed
from casebase.casework.entry import file_fields
from casebase.domain.document import Attachment
from casebase.store import documents
from casebase.store.ids import new_id


def take_files(
    deed: Deed, fields: Mapping[str, str], role: str, subject_kind: str, subject_id: str
) -> tuple[Attachment, ...]:
    """Attach a draft's files of one role to a thing; their bytes are kept already."""
    taken = tuple(
        Attachment(
            id=new_id(),
            subject_kind=subject_kind,
            subject_id=subject_id,
            name=str(file["name"]),
            media_type=str(file["media_type"]),
            size=int(file["size"]),
            sha256=str(file["sha256"]),
            role=role,
            added_by=deed.account.id,
            added_at=deed.now,
        )
        for file in file_fields(fields, role).values()
    )
    for attachment in taken:
        documents.insert_attachment(deed.con, attachment)
    return taken
