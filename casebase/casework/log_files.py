"""The record of acts as a file that can be checked anywhere: JSON Lines, first what is known of it, then an event each.

Every line is canonical JSON, so any changed byte is a changed event.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO

from casebase.access.act import Act
from casebase.casework.anchors import anchor_from
from casebase.casework.desk import Desk, Look, look
from casebase.casework.log import Checked, Progress, unheard
from casebase.casework.whole_files import written_whole
from casebase.domain.access_log import Shown, Thing
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.chain import Anchor, Known, first_fault
from casebase.domain.errors import FileRefused
from casebase.domain.event import Event, event_from
from casebase.law.values import value_on
from casebase.store.events import each_event, known_of
from casebase.store.settings import list_settings

FORMAT = "casebase-log-1"
_TITLE = "기록"


def export_log(desk: Desk, path: Path, told: Progress = unheard) -> int:
    """Write the whole record to a file, all of it or nothing, and return how many events it holds.

    Raises: SignedOut, NotPermitted, FileRefused when the file cannot be written.
    """
    with written_whole(path) as file:
        return _export(desk, file, told)


@look(Act.CHECK_LOG)
def _export(asked: Look, file: BinaryIO, told: Progress) -> int:
    asked.note(Shown.PERSONAL, Thing.EXPORT, _TITLE, _TITLE)
    known = known_of(asked.con)
    head = asdict(known) | {
        "format": FORMAT,
        "office": str(value_on("office.name", asked.today, list_settings(asked.con)).value),
        "exported_at": asked.now,
        "disposed": sorted(known.disposed),
    }
    file.write(canonical_json(head | {"digest": digest(canonical_json(head))}) + b"\n")
    for event in each_event(asked.con, told):
        file.write(canonical_json(event) + b"\n")
    return known.seq


def check_file(path: Path, also: Sequence[Anchor] = (), told: Progress = unheard) -> Checked:
    """Walk an exported record in the order of its lines; `also` are anchors kept elsewhere. Raises: FileRefused."""
    try:
        with path.open("rb") as file:
            known = read_head(file)
            known = replace(known, anchors=(*known.anchors, *also))
            fault = first_fault(read_events(file, told), known)
    except OSError as failure:
        raise FileRefused(f"{path} 파일을 열 수 없습니다({failure.strerror}). 경로를 확인하세요.") from failure
    return Checked(count_events=known.seq, count_anchors=len(known.anchors), fault=fault)


def read_head(file: BinaryIO) -> Known:
    """Return what the first line of an exported record says is known of it. Raises: FileRefused."""
    try:
        line = file.readline().removesuffix(b"\n")
        head = json.loads(line)
        of_head = canonical_json({name: value for name, value in head.items() if name != "digest"})
        if canonical_json(head) != line or digest(of_head) != head["digest"] or head["format"] != FORMAT:
            raise ValueError("not as it was written")
        return _known(head)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, FileRefused) as fault:
        raise FileRefused(
            "이 판의 프로그램이 내보낸 기록 파일이 아니거나 첫 줄이 바뀌었습니다. 원본 파일을 다시 고르세요."
        ) from fault


def _known(head: dict[str, Any]) -> Known:
    """Return what a head says. Its digest vouches for nothing: whoever changes the one can change the other."""
    seq, last, disposed = head["seq"], head["head"], head["disposed"]
    if type(seq) is not int or seq < 0 or not isinstance(last, str) or {type(each) for each in disposed} - {int}:
        raise ValueError("not as it was written")
    return Known(seq=seq, head=last, anchors=tuple(map(anchor_from, head["anchors"])), disposed=frozenset(disposed))


def read_events(file: BinaryIO, told: Progress = unheard, every: int = 5000) -> Iterator[Event]:
    """Yield the events of an exported record after its head, one a line, in the order of the file.

    A line that is not as it was written gives an event that no chain holds.
    """
    count = 0
    for count, line in enumerate(file, 1):
        yield _event(line.removesuffix(b"\n"), count)
        if count % every == 0:
            told(count)
    told(count)


def _event(line: bytes, number: int) -> Event:
    try:
        found = json.loads(line)
        if canonical_json(found) == line:
            return event_from(found, number)
    except (ValueError, RecursionError):
        pass
    return event_from({}, number)
