import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from casebase.domain.errors import NotInForce
from casebase.law import grounds
from casebase.law.grounds import list_on
from casebase.law.values import Basis

FOLDER = Path(grounds.__file__).parent / "questions"
EXEMPTION_LISTS = ("dismissal", "exclusions", "presumption")
CONSULTATION_LISTS = ("escalation", "extension", "extension_agency", "ineligibility", "scope")
MEMBERS_LISTS = ("panel_conflict", "recusal", "re_examination_dismissal")


@pytest.mark.parametrize("name", [*EXEMPTION_LISTS, *CONSULTATION_LISTS, *MEMBERS_LISTS])
def test_every_list_begins_on_a_day_of_its_own_and_no_name_stands_twice_in_it(name):
    lists = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["lists"]
    begins = [each["from"] for each in lists]

    assert begins == sorted(set(begins))
    for each in lists:
        asked = each["grounds"]
        assert len({one["code"] for one in asked}) == len({one["label"] for one in asked}) == len(asked)
        assert all(set(one) == {"code", "label", "question", "source", "basis"} for one in asked)
        assert all(one["question"].endswith("?") and one["source"] and Basis(one["basis"]) for one in asked)


@pytest.mark.parametrize(
    ("name", "first_day"),
    [
        *((name, date(2015, 5, 18)) for name in EXEMPTION_LISTS),
        *((name, date(2010, 7, 1)) for name in (*CONSULTATION_LISTS, *MEMBERS_LISTS)),
    ],
)
def test_a_list_holds_from_its_first_day_and_is_never_guessed_before(name, first_day):
    assert isinstance(list_on(name, first_day), tuple)
    with pytest.raises(NotInForce):
        list_on(name, first_day - timedelta(days=1))
