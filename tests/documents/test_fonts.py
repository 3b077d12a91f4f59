"""The typefaces: found, made lighter once, kept, and asked what they can print."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebase.documents import fonts
from casebase.documents.fonts import Weight, must_be_printable, truetype, unprintable, use_fonts
from casebase.documents.ruling import ruling_pdf
from casebase.domain.errors import CharacterNotPrintable, SettingWrong
from tests.paper_builders import a_ruling_paper
from tests.paper_reading import body_of, squeezed


@pytest.fixture
def usual_fonts_afterwards() -> Iterator[None]:
    yield
    use_fonts(None, None)


def packaged(weight: Weight) -> Path:
    return fonts._packaged_pair()[weight]


def test_every_syllable_and_the_signs_of_offices_can_be_printed():
    syllables = "".join(map(chr, range(0xAC00, 0xD7A4)))

    assert unprintable(syllables + "㈜○△□「」·①②㎡→※漢字 Abc 0123\n\t\u00a0") == ""


def test_what_cannot_be_printed_is_returned_once_in_its_order():
    assert unprintable("가😀나✓다😀") == "😀✓"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\ue000"])
def test_control_and_private_codes_cannot_be_printed(character):
    assert unprintable(character) == character


def test_decomposed_hangul_can_be_printed_because_it_is_drawn_composed():
    assert unprintable(unicodedata.normalize("NFD", "힣각")) == ""


def test_the_refusal_names_characters_and_field():
    with pytest.raises(CharacterNotPrintable) as refused:
        must_be_printable("끝 ✓☑", "answer")

    assert "✓(U+2713), ☑(U+2611)" in str(refused.value)
    assert refused.value.field == "answer"


def test_a_text_that_can_be_printed_is_not_refused():
    must_be_printable("감사 결과\n둘째 줄", "answer")


def test_asking_costs_no_reportlab_and_never_matplotlib():
    code = (
        "import sys; from casebase.documents import fonts; assert 'fontTools' not in sys.modules;"
        "fonts.unprintable('가');"
        "assert not {'reportlab', 'matplotlib', 'koreanize_matplotlib'} & set(sys.modules)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr


@pytest.mark.usefixtures("usual_fonts_afterwards")
def test_the_lighter_copy_is_made_once_and_always_the_same(tmp_path):
    use_fonts(None, tmp_path / "one")
    first = truetype(Weight.REGULAR)
    use_fonts(None, tmp_path / "two")
    second = truetype(Weight.REGULAR)

    [kept] = (tmp_path / "one").iterdir()
    assert first == second == kept.read_bytes()
    assert len(first) < packaged(Weight.REGULAR).stat().st_size * 0.7


@pytest.mark.usefixtures("usual_fonts_afterwards")
def test_a_kept_copy_is_read_and_not_made_again(tmp_path):
    truetype(Weight.BOLD)
    [usual] = fonts._cache_folder().glob("bold-*.ttf")
    (tmp_path / usual.name).write_bytes(b"kept")
    use_fonts(None, tmp_path)

    assert truetype(Weight.BOLD) == b"kept"


@pytest.mark.usefixtures("usual_fonts_afterwards")
def test_a_cache_that_cannot_be_written_is_no_reason_to_refuse_a_paper(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    use_fonts(None, tmp_path / "file")

    assert len(truetype(Weight.REGULAR)) > 1_000_000
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.usefixtures("usual_fonts_afterwards")
def test_an_office_can_bring_its_own_pair(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "Office.ttf").write_bytes(packaged(Weight.BOLD).read_bytes())
    (own / "OfficeBold.ttf").write_bytes(packaged(Weight.BOLD).read_bytes())
    usual = ruling_pdf(a_ruling_paper())

    use_fonts(own, tmp_path / "cache")
    with_own = ruling_pdf(a_ruling_paper())
    use_fonts(None, None)

    assert with_own != usual
    assert body_of(with_own) == body_of(usual)
    assert ruling_pdf(a_ruling_paper()) == usual


@pytest.mark.parametrize("names", [(), ("A.ttf",), ("A.ttf", "B.ttf"), ("A.ttf", "ABold.ttf", "C.ttf")])
def test_a_folder_without_such_a_pair_is_refused_and_nothing_changes(tmp_path, names):
    for name in names:
        (tmp_path / name).write_bytes(b"")

    with pytest.raises(SettingWrong, match=r"Bold\.ttf"):
        use_fonts(tmp_path, None)

    assert unprintable("가") == ""


@pytest.mark.usefixtures("usual_fonts_afterwards")
def test_a_missing_package_is_said_with_what_to_do(monkeypatch):
    monkeypatch.setattr(fonts, "_PACKAGE", "no_such_package")
    use_fonts(None, None)

    with pytest.raises(SettingWrong, match="CASEBASE_FONT_DIR"):
        truetype(Weight.REGULAR)


def test_both_weights_are_embedded_and_read_back():
    body = body_of(ruling_pdf(a_ruling_paper(title="굵은 제목 漢字 ㈜", reasons="보통 이유 ①○㎡")))

    assert squeezed("굵은 제목 漢字 ㈜") in body
    assert squeezed("보통 이유 ①○㎡") in body
