"""The names of acts, as they stand in events for good."""

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS


def test_every_act_has_a_label_of_its_own() -> None:
    assert set(ACT_LABELS) == set(Act)
    assert len(set(ACT_LABELS.values())) == len(ACT_LABELS)


def test_an_act_is_stored_under_the_name_it_is_called_by() -> None:
    assert all(act.value == act.name.lower() for act in Act)
