"""A named file is there whole or not at all, and why not is said in a sentence."""

from pathlib import Path

import pytest

from casebase.casework.whole_files import written_whole
from casebase.domain.errors import FileRefused, NotPermitted


def test_a_file_takes_the_place_of_the_one_before_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(b"before")

    with written_whole(path) as file:
        file.write(b"after")
        assert path.read_bytes() == b"before"

    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_block_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_bytes(b"before")

    with pytest.raises(NotPermitted), written_whole(path) as file:
        file.write(b"after")
        raise NotPermitted("확인")

    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    places = (tmp_path / "none" / "a", tmp_path / "file" / "a", tmp_path / "folder", Path("/"), tmp_path / ("a" * 300))

    for place in places:
        with pytest.raises(FileRefused, match=r"쓸 수 없습니다.*경로와"), written_whole(place) as file:
            file.write(b"content")

    assert sorted(tmp_path.iterdir()) == [tmp_path / "file", tmp_path / "folder"]
