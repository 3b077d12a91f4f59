"""A file that somebody named, written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casebase.domain.errors import FileRefused
from casebase.store.files import sync_folder


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name at the end of the block, on the disk; none is left where the block fails.

    Raises: FileRefused where it cannot be written.
    """
    partial = Path(f"{path}.partial")
    try:
        try:
            with partial.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            sync_folder(path.parent)
        finally:
            partial.unlink(missing_ok=True)  # below a file, where nothing can lie, this raises as the writing does
    except OSError as failure:
        raise FileRefused(
            f"{path} 파일을 쓸 수 없습니다({failure.strerror}). 경로와 남은 공간을 확인하세요."
        ) from failure
