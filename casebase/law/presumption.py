"""The presumption (면책 추정) for who acted as a prior opinion (사전컨설팅 의견) advised."""

from datetime import date

from casebase.law.grounds import Ground, list_on


def conditions_on(day: date) -> tuple[Ground, ...]:
    """Return the conditions that must all hold for exemption to be presumed on a day.

    지방공무원 적극행정 운영규정 제15조 제4항, in force since 2019-08-06; before it there are none, and nothing is
    presumed. Raises: NotInForce before exemption itself was law.
    """
    return list_on("presumption", day)
