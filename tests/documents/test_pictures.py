"""Photos stand two in a row in their own shape; a signature is drawn as the strokes it was made of."""

import json

import pytest

from casebase.documents.pictures import photo_rows, signature_figure
from tests.paper_builders import SIGNATURE, a_photo


class Recorder:
    """Stands for pen and canvas: keeps the operators."""

    def __init__(self) -> None:
        self.canvas = self
        self.operators = ""

    def addLiteral(self, operators: str) -> None:  # noqa: N802
        self.operators += operators


def drawn(signature: str) -> str:
    figure = signature_figure(signature, "최사원")
    assert figure is not None
    recorder = Recorder()
    figure.ink(recorder, 0.0, 0.0)
    return recorder.operators


def test_two_photos_share_a_row_and_keep_their_shape():
    photos = [a_photo(1600, 1200), a_photo(600, 1200, (1, 2, 3)), a_photo(900, 900, (4, 5, 6))]

    rows = photo_rows([(f"사진{n}.jpg", name) for n, (name, _) in enumerate(photos, 1)], dict(photos))

    assert [len(row.cells) for row in rows] == [2, 1]
    figures = [cell.blocks[0] for row in rows for cell in row.cells]
    assert [round(f.width / f.height, 2) for f in figures] == [1.33, 0.5, 1.0]
    assert [f.node.alt for f in figures] == [f"현장 사진 {n}: 사진{n}.jpg" for n in (1, 2, 3)]


def test_a_signature_keeps_every_stroke():
    assert drawn(SIGNATURE).count(" m ") == 3
    assert drawn(SIGNATURE).count("S") == 3


def test_a_single_touch_becomes_a_line_of_no_length():
    operators = drawn('{"w":100,"h":100,"path":"M 50 50"}')

    assert "28.35 28.35 m 28.35 28.35 l S" in operators


def test_nothing_is_drawn_outside_the_box():
    operators = drawn(json.dumps({"w": 100, "h": 100, "path": "M -500 -500L 9000 9000"}))

    numbers = [float(word) for word in operators.replace("q 0 G 1.3 w 1 J 1 j", "").split() if word[0].isdigit()]
    assert max(numbers) <= 60 * 72 / 25.4
    assert "-" not in operators


@pytest.mark.parametrize("signature", ["", '{"w":300,"h":100,"path":""}', '{"w":0,"h":0,"path":"M 1 1L 2 2"}'])
def test_no_stroke_is_no_signature(signature):
    assert signature_figure(signature, "최사원") is None


def test_the_figure_says_whose_signature_it_is():
    figure = signature_figure(SIGNATURE, "공장장 최사원")

    assert figure is not None
    assert figure.node.alt == "서명: 공장장 최사원"
    assert figure.height <= 20 * 72 / 25.4 + 0.01
