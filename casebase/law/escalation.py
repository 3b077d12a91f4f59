"""When and whom the higher body is asked for its opinion (상급기관 의뢰)."""

from datetime import date
from types import MappingProxyType

from casebase.law.grounds import Ground, list_on

# By the office's own level, a choice of the setting "consultations.office_level".
_HIGHER_BODIES = MappingProxyType(
    {
        "시·군·구": ("시·도 감사기구",),
        "시·도": ("소관 중앙행정기관 감사기구", "감사원"),
    }
)


def grounds_on(day: date) -> tuple[Ground, ...]:
    """Return the grounds for asking the higher body on a day. Raises: NotInForce.

    지방공무원 적극행정 운영규정 제5조 제2항; the request is made in the name of the head of government.
    """
    return list_on("escalation", day)


def higher_bodies(office_level: str) -> tuple[str, ...]:
    """Return the bodies that an office of a level may ask: a 시·군 its 도, a 도 the ministry in charge or the 감사원.

    `office_level` is the value "consultations.office_level". Raises: KeyError for another text.
    """
    return _HIGHER_BODIES[office_level]
