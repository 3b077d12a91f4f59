"""Grounds that shut exemption out (면책 제외사유), answered apart from the criteria."""

from datetime import date

from casebase.law.grounds import Ground, list_on


def grounds_on(day: date) -> tuple[Ground, ...]:
    """Return the exclusion grounds in use on a day; one that holds speaks against exemption.

    Neither 공공감사에 관한 법률 nor its Decree lists any: every one is the agency's own. Raises: NotInForce.
    """
    return list_on("exclusions", day)
