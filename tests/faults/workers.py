"""Server processes at work: each does mixed acts in two threads and follows with a mirror of its own.

They say through a pipe what was acknowledged, what was refused, and what nobody foresaw.
"""

import contextlib
import json
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from casebase.domain.errors import StorageFull, StorageUnreachable
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store
from tests.builders import NOW
from tests.faults.crew import Crew, Shift, act_once
from tests.faults.wholeness import Acknowledged

THREADS = 2
STARTS_WITHIN = 60
UNWELL = (StorageFull, StorageUnreachable)  # refused with a sentence; people try again


@dataclass
class Told:
    """What a worker said until it ended."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    unforeseen: list[str] = field(default_factory=list)

    def hear(self, message: bytes) -> None:
        kind, key, answer = json.loads(message)
        if kind == "refused":
            self.refused[key] += 1
        elif kind == "unforeseen":
            self.unforeseen.append(key)
        else:
            self.acknowledged.append((kind, key, answer))


@dataclass
class Worker:
    """One process at work."""

    process: BaseProcess
    pipe: Pipe
    told: Told = field(default_factory=Told)

    def listen(self, seconds: float) -> None:
        """Hear what it says for some time."""
        until = time.monotonic() + seconds
        with contextlib.suppress(EOFError):
            while (left := until - time.monotonic()) > 0 and self.pipe.poll(left):
                self.told.hear(self.pipe.recv_bytes())

    def hears_more(self, seconds: float) -> bool:
        """Say whether it has something acknowledged within some time."""
        until, before = time.monotonic() + seconds, len(self.told.acknowledged)
        while time.monotonic() < until and len(self.told.acknowledged) == before:
            self.listen(0.05)
        return len(self.told.acknowledged) > before

    def kill(self) -> Told:
        """Kill it as a power cut would, and hear what it had still said."""
        self.process.kill()
        self.process.join()
        with contextlib.suppress(EOFError):
            while True:
                self.told.hear(self.pipe.recv_bytes())
        return self.told


def begin_work(url: str, home: Path, crew: Crew, mirror_file: Path, seed: int) -> Worker:
    """Start a process that works until it is killed."""
    forked = get_context("forkserver")  # imports once, not for each worker
    forked.set_forkserver_preload(["tests.faults.workers", "pyarrow", "casebase.documents.signing"])
    pipe, far = forked.Pipe(duplex=False)
    process = forked.Process(target=work, args=(far, url, home, crew, mirror_file, seed))
    process.start()
    far.close()
    return Worker(process, pipe)


@contextlib.contextmanager
def working(url: str, home: Path, crew: Crew, mirrors: list[Path]) -> Iterator[list[Worker]]:
    """Several processes at work on one store, each of which has done something; killed at the end of the block."""
    workers = [begin_work(url, home, crew, mirror, seed) for seed, mirror in enumerate(mirrors)]
    try:
        for worker in workers:
            assert worker.pipe.poll(STARTS_WITHIN), "a worker did not begin"
        yield workers
    finally:
        for worker in workers:
            worker.kill()


def work(pipe: Pipe, url: str, home: Path, crew: Crew, mirror_file: Path, seed: int) -> None:
    """Do one act after the other, and never return."""
    store, mirror, lock = Store(url, home), Mirror(mirror_file), threading.Lock()

    def say(kind: str, key: str, answer: str) -> None:
        with lock:
            pipe.send_bytes(json.dumps([kind, key, answer]).encode())

    for n in range(THREADS):
        shift = Shift(crew=crew, store=store, now=NOW, chance=Random(f"{seed} {n} {time.time_ns()}"), heard=say)
        threading.Thread(target=_act_on, args=(shift,), daemon=True).start()
    while True:
        with contextlib.suppress(*UNWELL):
            refresh(mirror, store)
        time.sleep(0.05)


def _act_on(shift: Shift) -> None:
    while True:
        try:
            if refused := act_once(shift):
                shift.heard("refused", refused, "")
        except UNWELL as unwell:
            shift.heard("refused", type(unwell).__name__, "")
            time.sleep(0.02)
        except Exception:
            shift.heard("unforeseen", traceback.format_exc(), "")
            time.sleep(0.02)
