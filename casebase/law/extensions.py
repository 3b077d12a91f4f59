"""Whether a consultation's period may be extended, by how much and on which ground."""

from collections.abc import Sequence
from datetime import date

from casebase.domain.errors import InvalidEntry
from casebase.domain.suspension import Extension
from casebase.korean.dates import official_date
from casebase.law.grounds import Ground, list_on
from casebase.law.regimes import Regime


def grounds_on(day: date, is_petition: bool) -> tuple[Ground, ...]:
    """Return the grounds on which a period may be extended on a day. Raises: NotInForce.

    For a petition those of 민원 처리에 관한 법률 시행령 제21조 제2항: since 2026-05-06 overload, late assignment and
    the handler's absence are none. For an agency's application the office's own.
    """
    return list_on("extension" if is_petition else "extension_agency", day)


def check_extension(extension: Extension, earlier: Sequence[Extension], regime: Regime, due_on: date) -> None:
    """Let an extension pass that may be decided on its day.

    `due_on` is the day due without it, as of the day of the decision; `earlier` are the extensions so far.
    Raises: InvalidEntry; NotInForce where no list of grounds is known.
    """
    _check_number(earlier, regime)
    _check_day(extension, earlier, due_on)
    _check_length(extension, regime)
    _check_ground(extension, regime)
    if regime.consent_from is not None and len(earlier) + 1 >= regime.consent_from:
        _check_consent(extension)


def _check_number(earlier: Sequence[Extension], regime: Regime) -> None:
    permitted = regime.extension_count.number
    if len(earlier) < permitted:
        return
    if not permitted:
        raise InvalidEntry("처리기간을 연장하지 않는 것으로 정해져 있습니다. 관리자에게 기관 설정을 확인하세요.", None)
    raise InvalidEntry(f"이미 {len(earlier)}번 연장했습니다. {permitted}번까지만 연장할 수 있습니다.", None)


def _check_day(extension: Extension, earlier: Sequence[Extension], due_on: date) -> None:
    if extension.decided_on > due_on:
        raise InvalidEntry(
            f"처리기한({official_date(due_on)})이 지나 연장할 수 없습니다. 진행 상황을 신청인에게 알리세요.",
            "decided_on",
        )
    if any(extension.decided_on < each.decided_on for each in earlier):
        raise InvalidEntry("앞선 연장을 결정한 날보다 빠릅니다. 그날이나 그 뒤의 날짜를 입력하세요.", "decided_on")


def _check_length(extension: Extension, regime: Regime) -> None:
    longest = regime.longest_extension_days
    if not 1 <= extension.days <= longest:
        raise InvalidEntry(f"한 번에 1일부터 {longest}일까지 연장할 수 있습니다. 연장할 일수를 고치세요.", "days")


def _check_ground(extension: Extension, regime: Regime) -> None:
    grounds = grounds_on(extension.decided_on, regime.is_petition)
    if all(extension.ground != ground.code for ground in grounds):
        labels = ", ".join(ground.label for ground in grounds)
        raise InvalidEntry(
            f"연장 사유로 쓸 수 없습니다. 다음 가운데 고르세요: {labels}. "
            "업무가 많거나 배정이 늦었거나 담당자가 없다는 것만으로는 연장할 수 없습니다.",
            "ground",
        )
    if not extension.reason.strip():
        raise InvalidEntry("연장하는 까닭을 신청인에게 알릴 수 있게 적으세요.", "reason")


def _check_consent(extension: Extension) -> None:
    if extension.consented_on is None:
        raise InvalidEntry("한 번 더 연장하려면 신청인의 동의가 필요합니다. 동의받은 날을 입력하세요.", "consented_on")
    if extension.consented_on > extension.decided_on:
        raise InvalidEntry("동의받은 날이 연장을 결정한 날보다 늦습니다. 동의받은 날을 확인하세요.", "consented_on")
