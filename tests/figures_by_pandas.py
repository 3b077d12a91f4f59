"""The figures of visits, exemption and the panel counted a second time, by pandas, from the store's own rows."""

import json
from collections.abc import Callable

import pandas as pd

from casebase.korean.statutes import cited
from casebase.store.connection import Connection, Row
from tests.asked_figures import SINCE, UNTIL
from tests.builders import TODAY

_TABLES = {
    "visits": "id, visited_on, business_id",
    "matters": "id, visit_id, field, track, promised_on, answered_on, law",
    "businesses": "id, industry, region_code",
    "reviews": "id, criteria_set",
    "rulings": "id, review_id, kind, outcome, state, decided_at, proposed_by, resolution_id",
    "resolved_findings": "resolution_id, step, question, holds",
    "findings": "review_id, step, question, holds, account_id",
    "advice_requests": "id, field, asked_at",
    "assignments": "id, request_id, account_id, status, offered_at, answered_at, answers",
}
_SPAN = (SINCE.isoformat(), UNTIL.isoformat())

Frames = dict[str, pd.DataFrame]


def frames(con: Connection) -> Frames:
    """Return the store's tables that are counted from."""
    return {
        table: pd.DataFrame(con.rows(f"select {columns} from {table}"), columns=columns.split(", "), dtype=object)
        for table, columns in _TABLES.items()
    }


def visits_by_region(store: Frames) -> list[Row]:
    grouped = _visits(store).groupby("region_code")
    return _rows(grouped.agg(visits=("id", "count"), businesses=("business_id", "nunique")))


def matters_by_industry(store: Frames) -> list[Row]:
    return _rows(_matters(store).groupby("industry").agg(matters=("id", "count")))


def matters_by_field(store: Frames) -> list[Row]:
    return _rows(_matters(store).groupby("field").agg(matters=("id", "count")))


def matters_by_track(store: Frames) -> list[Row]:
    matters = _matters(store)
    month = pd.to_datetime(matters["visited_on"]).dt.to_period("M").dt.start_time.dt.date.rename("month")
    return _rows(matters.groupby([month, "track"]).agg(matters=("id", "count")))


def promises_kept(store: Frames) -> list[Row]:
    promises = _matters(store).query("track == 'later'")

    def state(promise: pd.Series) -> str:
        if pd.notna(promise["answered_on"]):
            return "kept" if promise["answered_on"] <= promise["promised_on"] else "kept_late"
        return "overdue" if promise["promised_on"] < TODAY.isoformat() else "open"

    return _rows(promises.assign(state=promises.apply(state, axis=1)).groupby("state").agg(promises=("id", "count")))


def repeated_difficulties(store: Frames) -> list[Row]:
    matters = _matters(store)
    statutes = matters["law"].map(lambda law: sorted({citation.statute for citation in cited(law)}))
    named = matters.assign(statute=statutes).explode("statute").dropna(subset=["statute"])
    grouped = named.groupby(["statute", "field"]).agg(businesses=("business_id", "nunique"), matters=("id", "count"))
    return _rows(grouped.query("businesses > 1"))


def findings_by_criterion(store: Frames) -> list[Row]:
    answers = _decided(store).query("step == 'criterion'").merge(store["reviews"], left_on="review_id", right_on="id")
    grouped = answers.assign(holds=answers["holds"].astype(bool)).groupby(["criteria_set", "question", "holds"])
    return _rows(grouped.agg(findings=("review_id", "count")))


def deciding_criteria(store: Frames) -> list[Row]:
    refused = _decided(store).query("outcome == 'not_recognised'")
    is_against = ((refused["step"] == "criterion") & (refused["holds"] == 0)) | (
        (refused["step"] == "exclusion") & (refused["holds"] == 1)
    )
    against = refused[is_against].drop_duplicates(["review_id", "step", "question"])
    alone = against.groupby("review_id")["question"].transform("count") == 1
    grouped = against.assign(alone=alone.astype(int)).groupby(["step", "question"])
    return _rows(grouped.agg(reviews=("review_id", "count"), alone=("alone", "sum")))


def recognition_by_quarter(store: Frames) -> list[Row]:
    standing = _standing(store).merge(store["reviews"], left_on="review_id", right_on="id")
    quarter = pd.to_datetime(standing["decided_on"]).dt.to_period("Q").dt.start_time.dt.date.rename("quarter")
    told = standing.assign(
        recognised=(standing["outcome"] == "recognised").astype(int),
        partly=(standing["outcome"] == "partial").astype(int),
    )
    grouped = told.groupby([quarter, "criteria_set"])
    return _rows(grouped.agg(ruled=("review_id", "count"), recognised=("recognised", "sum"), partly=("partly", "sum")))


def panel_load(store: Frames) -> list[Row]:
    offered = store["assignments"].query("status != 'revoked'")
    offered = offered[_local_days(offered["offered_at"]).between(*_SPAN)]
    told = offered.assign(
        accepted=offered["status"].isin(["accepted", "answered"]).astype(int),
        answered=(offered["status"] == "answered").astype(int),
    )
    grouped = told.groupby("account_id")
    return _rows(grouped.agg(offered=("id", "count"), accepted=("accepted", "sum"), answered=("answered", "sum")))


def panel_days(store: Frames) -> list[Row]:
    answered = store["assignments"].query("status == 'answered'")
    offered_on, answered_on = _local_days(answered["offered_at"]), _local_days(answered["answered_at"])
    days = (pd.to_datetime(answered_on) - pd.to_datetime(offered_on)).dt.days
    answered = answered.assign(days=days)[answered_on.between(*_SPAN)]
    return _rows(answered.groupby("account_id").agg(answered=("id", "count"), days=("days", "median")))


def panel_dissent(store: Frames) -> list[Row]:
    requests = store["advice_requests"]
    requests = requests[_local_days(requests["asked_at"]).between(*_SPAN)]
    answered = store["assignments"].query("status == 'answered'")
    answered = answered.merge(requests, left_on="request_id", right_on="id")
    given = answered.assign(answer=answered["answers"].map(json.loads)).explode("answer").dropna(subset=["answer"])
    given = given.assign(issue=given["answer"].str[0], stance=given["answer"].str[1])
    given = given[given.groupby("issue")["stance"].transform("count") > 1]
    most = given.groupby("issue")["stance"].transform(lambda taken: taken.mode()[0] if len(taken.mode()) == 1 else "")
    told = given.assign(dissent=(given["stance"] != most).astype(int))
    return _rows(told.groupby("field").agg(answers=("issue", "count"), dissents=("dissent", "sum")))


COUNTED: dict[str, Callable[[Frames], list[Row]]] = {
    count.__name__: count
    for count in (
        visits_by_region,
        matters_by_industry,
        matters_by_field,
        matters_by_track,
        promises_kept,
        repeated_difficulties,
        findings_by_criterion,
        deciding_criteria,
        recognition_by_quarter,
        panel_load,
        panel_days,
        panel_dissent,
    )
}


def _visits(store: Frames) -> pd.DataFrame:
    visits = store["visits"]
    visits = visits[visits["visited_on"].between(*_SPAN)]
    return visits.merge(store["businesses"].rename(columns={"id": "business_id"}), on="business_id")


def _matters(store: Frames) -> pd.DataFrame:
    return store["matters"].merge(_visits(store).rename(columns={"id": "visit_id"}), on="visit_id")


def _standing(store: Frames) -> pd.DataFrame:
    """One row a ruling in force, dismissals aside."""
    issued = store["rulings"].query("state == 'issued'").sort_values("id")
    newest = issued.drop_duplicates("review_id", keep="last")
    decisions = issued.query("kind == 'decision'").drop_duplicates("review_id", keep="last")
    both = newest.merge(decisions, on="review_id", suffixes=("", "_first"))
    both = both.query("kind != 'withdrawal' and outcome != 'dismissed'")
    both = both.assign(
        decided_on=_local_days(both["decided_at_first"]),
        rests_on=both["resolution_id"].combine_first(both["resolution_id_first"]),
    )
    return both[both["decided_on"].between(*_SPAN)]


def _decided(store: Frames) -> pd.DataFrame:
    """One row an answer that a ruling in force rests on."""
    standing = _standing(store)
    resolved = standing.merge(store["resolved_findings"], left_on="rests_on", right_on="resolution_id")
    found = standing[standing["rests_on"].isna()].merge(store["findings"], on="review_id")
    found = found[found["account_id"] == found["proposed_by_first"]]
    columns = ["review_id", "outcome", "step", "question", "holds"]
    return pd.concat([resolved[columns], found[columns]]).dropna(subset=["holds"])


def _local_days(instants: pd.Series) -> pd.Series:
    """Return the days in Korea of instants, as text."""
    return pd.to_datetime(instants, utc=True).dt.tz_convert("Asia/Seoul").dt.strftime("%Y-%m-%d")


def _rows(grouped: pd.DataFrame) -> list[Row]:
    return sorted((tuple(row) for row in grouped.reset_index().itertuples(index=False, name=None)), key=repr)
