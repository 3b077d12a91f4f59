"""Every error a person can act on. The text is Korean and says what to do next."""


class CasebaseError(Exception):
    """Base of every error that a page may show as text. Anything else is a bug.

    `field` names the input the sentence belongs to, such as "registration_number"; None: the whole act.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class InvalidEntry(CasebaseError):
    """What was typed into `field` cannot be kept as it is."""


class SeveralInvalid(CasebaseError):
    """A form with more than one fault; `faults` holds each with its field."""

    def __init__(self, faults: tuple[InvalidEntry, ...]) -> None:
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults


class NotFound(CasebaseError):
    """There is no such thing, or it is not this person's to see: the same answer for both."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} 찾을 수 없거나 볼 권한이 없습니다. 주소의 번호를 확인하거나 목록에서 다시 고르세요.")


class DisposedOf(CasebaseError):
    """The thing was disposed of: nothing of its content is left, and nothing more is done to it."""

    def __init__(self, number: str, day: str) -> None:
        super().__init__(
            f"이 기록은 보존기간이 끝나 {day} 폐기되어(폐기 번호 {number}) 내용을 볼 수 없습니다. "
            "번호, 날짜, 결과는 목록과 통계에 남아 있습니다. 더 확인할 것이 있으면 관리자에게 폐기 번호를 알리세요."
        )


class NotPermitted(CasebaseError):
    """The person may see the thing, but this act is not theirs."""

    def __init__(self, act: str) -> None:
        super().__init__(f"‘{act}’ 권한이 없습니다. 담당자나 관리자에게 요청하세요.")


class SignedOut(CasebaseError):
    """The session has ended, by time, by sign-out or by revocation."""

    def __init__(self) -> None:
        super().__init__("로그인 시간이 끝났습니다. 다시 로그인하면 작성하던 내용이 그대로 있습니다.")


class SignInUnfinished(CasebaseError):
    """The session still waits for a step of signing in."""

    def __init__(self, step: str) -> None:
        super().__init__(f"로그인이 아직 끝나지 않았습니다. {step} 뒤에 쓸 수 있습니다. 첫 화면을 열어 이어서 하세요.")


class ChangedMeanwhile(CasebaseError):
    """Somebody else changed the thing first. `changes` says what they did."""

    def __init__(self, changes: str) -> None:
        super().__init__(
            f"그 사이에 다른 사람이 먼저 바꾸었습니다({changes}). "
            "입력한 내용은 남아 있으니 새로 고친 뒤 다시 저장하세요."
        )


class MoveNotPermitted(CasebaseError):
    """The thing's state does not permit this step."""

    def __init__(self, what: str, state: str, wanted: str) -> None:
        super().__init__(
            f"{what} 지금 ‘{state}’ 상태라 ‘{wanted}’ 단계로 갈 수 없습니다. 화면을 새로 고쳐 현재 단계를 확인하세요."
        )


class RulingDoesNotFollow(CasebaseError):
    """The outcome chosen is not what the findings say; `against` names the findings in its way."""

    def __init__(self, message: str, against: tuple[str, ...]) -> None:
        super().__init__(message)
        self.against = against


class SecondPersonNeeded(CasebaseError):
    """Who reviewed or proposed a ruling may not approve it."""

    def __init__(self) -> None:
        super().__init__(
            "심사했거나 상신한 사람은 결재할 수 없습니다. 다른 결재권자(감사관 또는 위원장)에게 결재를 요청하세요."
        )


class ConflictStands(CasebaseError):
    """A ground keeps a member from a case; `against` names each, with its article. `is_own`: the member acts."""

    def __init__(self, member: str, against: tuple[str, ...], *, is_own: bool = False) -> None:
        if is_own:
            super().__init__("이해충돌 사유가 있어 이 사건을 맡을 수 없습니다. 아래 사유를 확인하고 회피를 신고하세요.")
        else:
            super().__init__(f"{member} 위원에게 이 사건을 맡길 수 없습니다. 다른 위원을 고르세요.", "account_id")
        self.against = against


class NoQuorum(CasebaseError):
    """Too few members are present who may vote."""

    def __init__(self, seats: int, present: int, needed: int) -> None:
        super().__init__(
            f"재적위원 {seats}명 가운데 {present}명이 출석하여 과반수({needed}명)에 못 미칩니다. "
            "위원이 더 출석하기를 기다리거나 다음 회의로 넘기세요."
        )


class ResolutionNeeded(CasebaseError):
    """A ruling that only the committee, or its chair, may issue was to be approved by another."""

    def __init__(self, since: str, *, by_chair: bool = False) -> None:
        who = "위원장이 결재해야" if by_chair else "위원회 의결이 있어야"
        what = "위원장에게 결재를 요청하세요." if by_chair else "간사에게 회의 안건으로 올려 달라고 하세요."
        super().__init__(f"{since}부터 이 결정은 {who} 나갈 수 있습니다. {what}")


class NotInForce(CasebaseError):
    """No value of the law is known for that day."""

    def __init__(self, label: str, day: str) -> None:
        super().__init__(f"{day}에 적용할 ‘{label}’ 기준이 없습니다. 관리자 화면의 기관 설정을 확인하세요.")


class CharacterNotPrintable(CasebaseError):
    """A character has no glyph in the font of the papers."""

    def __init__(self, characters: str, field: str | None = None) -> None:
        super().__init__(
            f"문서 글꼴에 없는 글자가 있습니다: {characters}. 그 글자를 지우거나 다른 글자로 바꾸세요.", field
        )


class FileRefused(CasebaseError):
    """A file's content is not what its name says, is too large, or is of a kind not accepted."""


class StorageFull(CasebaseError):
    """The disk holds no more."""

    def __init__(self) -> None:
        super().__init__(
            "저장 공간이 부족해 저장하지 못했습니다. 입력한 내용은 이 화면에 남아 있습니다. 관리자에게 알리세요."
        )


class StorageUnreachable(CasebaseError):
    """The record store does not answer."""

    def __init__(self) -> None:
        super().__init__("기록 저장소에 연결할 수 없습니다. 잠시 뒤 다시 시도하고, 계속되면 관리자에게 알리세요.")


class StorageDamaged(CasebaseError):
    """The records or their files cannot be relied on, or not be written, as they lie; says what is wrong and to do."""


class BackupRefused(CasebaseError):
    """A backup cannot be made, trusted or restored as asked; says why and what to do."""


class BackupUnderWay(BackupRefused):
    """Another backup is being taken into the same folder: there will be one, so this is no failure."""

    def __init__(self) -> None:
        super().__init__("다른 백업이 진행 중입니다. 끝난 뒤에 다시 하세요.")


class SignInRefused(CasebaseError):
    """Wrong name or password, an account outside its term, or too many tries.

    `wait_seconds` is how long the next try has to wait, 0 when it need not.
    """

    def __init__(self, message: str, wait_seconds: int = 0) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class SettingWrong(CasebaseError):
    """A setting of the environment cannot be used; said at start."""
