"""Visits: the map of tiles resembles the province, and every number is its row's."""

from datetime import date

from casebase.charts.visits import (
    TILES,
    matters_by_field_chart,
    matters_by_industry_chart,
    matters_by_track_chart,
    promises_kept_chart,
    shade,
    visits_by_region_chart,
)
from casebase.domain.business import REGIONS
from tests.chart_tables import WORDS, a_table, drawn, told_by, written_on

ROWS = [("48120", 40, 12), ("48310", None, None)]


def test_every_city_and_county_has_a_tile_of_its_own() -> None:
    assert set(TILES) == set(REGIONS)
    assert len(set(TILES.values())) == len(REGIONS)


def test_the_tiles_lie_as_the_places_do() -> None:
    place = {REGIONS[code]: at for code, at in TILES.items()}

    assert place["거창군"][1] < place["진주시"][1] < place["남해군"][1]  # from the north to the sea
    assert place["하동군"][0] < place["진주시"][0] < place["창원시"][0] < place["김해시"][0]  # from the west
    assert place["거제시"][0] == place["통영시"][0] + 1
    assert place["양산시"][1] < place["김해시"][1]


def test_a_tile_says_its_visits_and_one_without_a_row_says_none() -> None:
    figure = drawn(visits_by_region_chart(a_table("visits_by_region", ROWS), WORDS | {"region": REGIONS}))

    told = {note.text for note in figure.layout.annotations}
    assert {"창원시<br><b>40</b>", "거제시<br><b>5 미만 등</b>", "남해군<br><b>0</b>"} <= told
    assert len(told) == len(figure.layout.shapes) == len(REGIONS)


def test_more_is_darker_and_the_text_stays_readable() -> None:
    assert [shade(value, 40)[0] for value in (0, 1, 40)] == ["#ffffff", "#eef3f8", "#2f5d8a"]
    assert shade(40, 40)[1] == "#ffffff"
    assert shade(None, 40) == ("#f3eee6", "#222222")


def test_a_touched_tile_leads_to_its_row() -> None:
    (touched,) = drawn(visits_by_region_chart(a_table("visits_by_region", ROWS), WORDS)).data

    at = {(x, y): row[0] for x, y, row in zip(touched.x, touched.y, touched.customdata, strict=True)}
    assert at == {TILES["48120"]: 0, TILES["48310"]: 1}


def test_difficulties_stand_by_industry_and_field_the_most_first() -> None:
    industries = drawn(matters_by_industry_chart(a_table("matters_by_industry", [("A", 2), ("C", 30)]), WORDS))
    fields = drawn(matters_by_field_chart(a_table("matters_by_field", [("계약", 7), ("교통", None)]), WORDS))

    assert (list(industries.data[0].y), list(industries.data[0].x)) == (["제조업", "농업, 임업 및 어업"], [30, 2])
    assert (list(fields.data[0].y), list(fields.data[0].text)) == (["계약", "교통"], ["7", "5 미만 등"])


def test_tracks_are_parts_of_a_month_and_the_share_solved_on_the_spot_stands_below() -> None:
    month, next_month = date(2026, 1, 1), date(2026, 2, 1)
    rows = [(month, "on_site", 6), (month, "later", 2), (next_month, "on_site", 5), (next_month, "formal", None)]

    on_site, formal, later, sums, share = drawn(matters_by_track_chart(a_table("matters_by_track", rows), WORDS)).data

    assert [(each.name, list(each.y)) for each in (on_site, formal, later)] == [
        ("현장 즉답", [6, 5]),
        ("정식 신청", [0, 0]),
        ("후속 회신", [2, 0]),
    ]
    assert list(sums.text) == ["8", "5<br>가림 1"]
    assert (list(share.y), list(share.text)) == ([75.0, 0], ["75", "5 미만 등"])


def test_promises_stand_by_what_became_of_them() -> None:
    rows = [("overdue", 3), ("kept", 9)]

    figure = drawn(promises_kept_chart(a_table("promises_kept", rows), WORDS))

    assert told_by(figure) == {"약속": [9, 3]}
    assert list(figure.data[0].y) == ["지킴", "기한 지남"]


def test_without_rows_all_say_what_to_do() -> None:
    charts = {
        "visits_by_region": visits_by_region_chart,
        "matters_by_industry": matters_by_industry_chart,
        "matters_by_track": matters_by_track_chart,
        "promises_kept": promises_kept_chart,
    }
    for name, chart in charts.items():
        assert "기간을 넓히거나" in written_on(drawn(chart(a_table(name), WORDS)))
