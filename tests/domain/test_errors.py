"""Every error tells a person, in Korean, what to do."""

import inspect
import re

import pytest

from casebase.domain import errors
from casebase.domain.errors import CasebaseError, ConflictStands, InvalidEntry, SeveralInvalid

SAYING: dict[str, tuple[object, ...]] = {
    "NotFound": ("방문을",),
    "NotPermitted": ("결재·발행",),
    "ChangedMeanwhile": ("방문 2026-방문-0001: 김감사, 방문 기록 정정",),
    "MoveNotPermitted": ("면책심사 2026-면책-0001은", "접수", "종결"),
    "NotInForce": ("재심의 신청 기간", "2009. 1. 1."),
    "CharacterNotPrintable": ("😀",),
    "NoQuorum": (5, 2, 3),
    "ResolutionNeeded": ("2026. 1. 1.",),
    "DisposedOf": ("2040-폐기-0001", "2040. 3. 2."),
    "SignInUnfinished": ("비밀번호를 바꾼",),
    "SignedOut": (),
    "BackupUnderWay": (),
    "SecondPersonNeeded": (),
    "StorageFull": (),
    "StorageUnreachable": (),
}


@pytest.mark.parametrize(("name", "words"), SAYING.items(), ids=SAYING.keys())
def test_an_error_that_words_itself_says_what_to_do_next(name: str, words: tuple[object, ...]) -> None:
    error = getattr(errors, name)(*words)

    assert isinstance(error, CasebaseError)
    assert all(str(word) in str(error) for word in words)
    assert re.search(r"(세요|습니다)\.?$", str(error))
    assert error.field is None


def test_every_error_is_worded_by_itself_or_by_who_raises_it() -> None:
    worded_by_itself = {
        name
        for name, error in inspect.getmembers(errors, inspect.isclass)
        if not {"message", "faults"} & set(inspect.signature(error).parameters)
    }

    assert worded_by_itself == {*SAYING, "ConflictStands"}


def test_a_conflict_tells_who_chose_the_member_and_the_member_what_to_do() -> None:
    against = ("이 사건의 기관과 재직 관계에 있습니다. (공직자의 이해충돌 방지법 제2조)",)

    chosen, own = ConflictStands("윤변호", against), ConflictStands("윤변호", against, is_own=True)

    assert (chosen.field, chosen.against) == ("account_id", against)
    assert str(chosen) == "윤변호 위원에게 이 사건을 맡길 수 없습니다. 다른 위원을 고르세요."
    assert (own.field, own.against) == (None, against)
    assert str(own).endswith("회피를 신고하세요.")


def test_a_form_with_several_faults_tells_each_with_its_field() -> None:
    faults = (InvalidEntry("건명을 입력하세요.", "title"), InvalidEntry("분야를 고르세요.", "field"))

    several = SeveralInvalid(faults)

    assert (str(several), several.faults) == ("건명을 입력하세요. 분야를 고르세요.", faults)
