"""Every error tells a person, in Korean, what to do."""

import inspect
import re

import pytest

from casebase.domain import errors
from casebase.domain.errors import CasebaseError, InvalidEntry, SeveralInvalid

SAYING = {
    "NotFound": ("방문을",),
    "NotPermitted": ("결재·발행",),
    "ChangedMeanwhile": ("방문 2026-방문-0001: 김감사, 방문 기록 정정",),
    "MoveNotPermitted": ("면책심사 2026-면책-0001은", "접수", "종결"),
    "NotInForce": ("재심의 신청 기간", "2009. 1. 1."),
    "CharacterNotPrintable": ("😀",),
    "SignedOut": (),
    "SecondPersonNeeded": (),
    "StorageFull": (),
    "StorageUnreachable": (),
}


@pytest.mark.parametrize(("name", "words"), SAYING.items(), ids=SAYING.keys())
def test_an_error_that_words_itself_says_what_to_do_next(name: str, words: tuple[str, ...]) -> None:
    error = getattr(errors, name)(*words)

    assert isinstance(error, CasebaseError)
    assert all(word in str(error) for word in words)
    assert re.search(r"(세요|습니다)\.?$", str(error))
    assert error.field is None


def test_every_error_is_worded_by_itself_or_by_who_raises_it() -> None:
    worded_by_itself = {
        name
        for name, error in inspect.getmembers(errors, inspect.isclass)
        if not {"message", "faults"} & set(inspect.signature(error).parameters)
    }

    assert worded_by_itself == set(SAYING)


def test_a_form_with_several_faults_tells_each_with_its_field() -> None:
    faults = (InvalidEntry("건명을 입력하세요.", "title"), InvalidEntry("분야를 고르세요.", "field"))

    several = SeveralInvalid(faults)

    assert (str(several), several.faults) == ("건명을 입력하세요. 분야를 고르세요.", faults)
