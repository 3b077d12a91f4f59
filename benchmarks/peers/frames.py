"""The figures counted by pandas: a function a figure."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from benchmarks.peers.joined import (
    Frames,
    advised_of,
    answered_of,
    decided_of,
    is_between,
    korea,
    matters_of,
    month,
    of_field,
    ruled_of,
    spanned,
    standing_of,
)
from benchmarks.peers.rows import Asked

Count = Callable[[Frames, Asked], pd.DataFrame]

_DAY = pd.Timedelta(days=1)


def cases_by_month(of: Frames, asked: Asked) -> pd.DataFrame:
    times = of_field(of["consultation_times"], asked)
    consulted = _in_and_out("consultation", times["received_on"], times["answered_on"].fillna(times["withdrawn_on"]))
    things = pd.concat([consulted, _reviewed(of, asked), _visited(of, asked)], ignore_index=True)
    return pd.concat([_counted(things, way, asked) for way in ("in_on", "out_on")], axis=1).fillna(0)


def _counted(things: pd.DataFrame, way: str, asked: Asked) -> pd.Series:
    within = spanned(things, way, asked)
    return within.groupby([month(within[way]).rename("month"), "kind"]).size().rename(way)


def _in_and_out(kind: str, in_on: pd.Series, out_on: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"kind": kind, "in_on": in_on, "out_on": out_on})


def _reviewed(of: Frames, asked: Asked) -> pd.DataFrame:
    events = of["events"]
    events = events[(events["act"] == "withdraw_application") & (events["subject_kind"] == "review")]
    withdrawn = korea(events["happened_at"]).groupby(events["subject_id"]).max().rename("withdrawn_on")
    decided = standing_of(of).set_index("review_id")["decided_on"]
    reviews = of_field(of["reviews"], asked)
    reviews = reviews[reviews["received_on"].notna() | ~reviews["status"].isin(["applied", "withdrawn"])]
    reviews = reviews.join(withdrawn, on="id").join(decided, on="id")
    out_on = reviews["decided_on"].where(reviews["status"] != "withdrawn", reviews["withdrawn_on"])
    return _in_and_out("review", reviews["received_on"].fillna(reviews["filed_on"]), out_on)


def _visited(of: Frames, asked: Asked) -> pd.DataFrame:
    visits, matters = of["visits"], of["matters"]
    if asked.field:
        visits = visits[visits["id"].isin(of_field(matters, asked)["visit_id"])]
    later = matters[matters["track"] == "later"].groupby("visit_id")["answered_on"].max().rename("answered_on")
    visits = visits.join(later, on="id")
    last = visits[["visited_on", "answered_on"]].max(axis=1)
    return _in_and_out("visit", visits["visited_on"], last.where(visits["status"] == "closed"))


def open_by_age(of: Frames, asked: Asked) -> pd.DataFrame:
    consultations, reviews = of_field(of["consultations"], asked), of_field(of["reviews"], asked)
    ended = ["closed", "returned", "transferred", "withdrawn"]
    consultations = consultations[
        ~consultations["status"].isin(["drafting", *ended]) & consultations["filed_on"].notna()
    ]
    reviews = reviews[~reviews["status"].isin(["closed", "withdrawn"])]
    columns = ["status", "received_on", "filed_on"]
    cases = pd.concat([consultations[columns].astype({"status": str}), reviews[columns].astype({"status": str})])
    age = (pd.Timestamp(asked.today) - cases["received_on"].fillna(cases["filed_on"])).dt.days
    bands = pd.cut(age, [-np.inf, 7, 14, 30, 60, 90, np.inf], labels=["d0", "d8", "d15", "d31", "d61", "d91"]).rename(
        "age_band"
    )
    return cases.groupby(["status", bands], observed=True).size().to_frame()


def days_by_field(of: Frames, asked: Asked) -> pd.DataFrame:
    return _days_by(of, asked, "field")


def days_by_agency(of: Frames, asked: Asked) -> pd.DataFrame:
    return _days_by(of, asked, "agency_id")


def days_by_handler(of: Frames, asked: Asked) -> pd.DataFrame:
    return _days_by(of, asked, "handler_id")


def _days_by(of: Frames, asked: Asked, column: str) -> pd.DataFrame:
    times = answered_of(of, asked)
    times = times[~times["outcome"].isin(["returned", "transferred"])]
    grouped = times.assign(net=times["days"] - times["stopped_days"]).groupby(column, observed=True, dropna=False)
    taken = grouped[["days", "net"]].quantile([0.5, 0.9]).unstack()
    return pd.concat([grouped.size(), taken], axis=1)


def lateness_by_month(of: Frames, asked: Asked) -> pd.DataFrame:
    times = answered_of(of, asked)
    is_late = times["late_days"] > 0
    return is_late.groupby(month(times["answered_on"])).agg(["size", "sum"])


def late_causes(of: Frames, asked: Asked) -> pd.DataFrame:
    late = answered_of(of, asked)
    late = late.loc[late["late_days"] > 0, ["consultation_id", "received_on", "answered_on"]]
    waits = of["suspensions"]
    waits = waits[waits["cancelled_on"].isna() & waits["consultation_id"].isin(late["consultation_id"])]
    body = waits["agency_id"].astype(object).fillna(waits["asked_of"].str.strip()).fillna("")
    waits = waits.assign(
        stop=waits["kind"].astype(str),
        body=body.where(waits["kind"] != "expert", ""),
        first=waits["begins_on"] + _DAY * (waits["kind"] != "supplement").astype(int),
    )
    waited = late.merge(
        waits[["consultation_id", "stop", "body", "first", "ends_on"]], how="left", on="consultation_id"
    )
    last = pd.concat([waited["ends_on"].fillna(waited["answered_on"]), waited["answered_on"]], axis=1).min(axis=1)
    first = pd.concat([waited["first"], waited["received_on"] + _DAY], axis=1).max(axis=1)
    days = ((last - first).dt.days + 1).clip(lower=0).where(waited["stop"].notna(), 0)
    told = waited.assign(stop=waited["stop"].fillna("none"), body=waited["body"].fillna(""), days=days)
    return told.groupby(["stop", "body"]).agg(late=("consultation_id", "nunique"), days=("days", "sum"))


def outcomes_by_field(of: Frames, asked: Asked) -> pd.DataFrame:
    return answered_of(of, asked).groupby(["field", "outcome"], observed=True).size().to_frame()


def outcomes_by_year(of: Frames, asked: Asked) -> pd.DataFrame:
    times = answered_of(of, asked)
    return times.groupby([times["answered_on"].dt.year, "outcome"], observed=True).size().to_frame()


def follow_ups(of: Frames, asked: Asked) -> pd.DataFrame:
    told, times = of["told_times"], of["consultation_times"]
    times = spanned(of_field(times, asked), "answered_on", asked)
    times = times[~times["consultation_id"].isin(told["consultation_id"])]
    told = spanned(of_field(told, asked), "answered_on", asked)
    return pd.concat([times["follow_up"], told["follow_up"]]).dropna().astype(str).value_counts().to_frame()


def visits_by_region(of: Frames, asked: Asked) -> pd.DataFrame:
    visits = spanned(of["visits"], "visited_on", asked)
    if asked.field:
        visits = visits[visits["id"].isin(of_field(of["matters"], asked)["visit_id"])]
    visits = visits.join(of["businesses"].set_index("id"), on="business_id")
    return visits.groupby("region_code", observed=True).agg(
        visits=("id", "size"), businesses=("business_id", "nunique")
    )


def matters_by_industry(of: Frames, asked: Asked) -> pd.DataFrame:
    matters = matters_of(of, asked).join(of["businesses"].set_index("id"), on="business_id")
    return matters.groupby("industry", observed=True).size().to_frame()


def matters_by_field(of: Frames, asked: Asked) -> pd.DataFrame:
    return matters_of(of, asked).groupby("field", observed=True).size().to_frame()


def matters_by_track(of: Frames, asked: Asked) -> pd.DataFrame:
    matters = matters_of(of, asked)
    return matters.groupby([month(matters["visited_on"]), "track"], observed=True).size().to_frame()


def promises_kept(of: Frames, asked: Asked) -> pd.DataFrame:
    promises = matters_of(of, asked)
    promises = promises[promises["track"] == "later"]
    is_answered = promises["answered_on"].notna()
    state = np.select(
        [
            promises["answered_on"] <= promises["promised_on"],
            is_answered,
            promises["promised_on"] >= pd.Timestamp(asked.today),
        ],
        ["kept", "kept_late", "open"],
        "overdue",
    )
    return pd.Series(state).value_counts().to_frame()


def repeated_difficulties(of: Frames, asked: Asked) -> pd.DataFrame:
    named = of["matter_statutes"].drop_duplicates()
    raised = named.merge(matters_of(of, asked), left_on="matter_id", right_on="id")
    grouped = raised.groupby(["statute", "field"], observed=True)["business_id"].agg(["nunique", "size"])
    return grouped[grouped["nunique"] > 1]


def recognition_by_quarter(of: Frames, asked: Asked) -> pd.DataFrame:
    ruled = ruled_of(of, asked)
    told = ruled.assign(recognised=ruled["outcome"] == "recognised", partly=ruled["outcome"] == "partial")
    quarter = told["decided_on"].dt.to_period("Q").dt.start_time.rename("quarter")
    return told.groupby([quarter, "criteria_set"], observed=True).agg(
        ruled=("review_id", "size"), recognised=("recognised", "sum"), partly=("partly", "sum")
    )


def findings_by_criterion(of: Frames, asked: Asked) -> pd.DataFrame:
    decided = decided_of(of, asked)
    decided = decided[decided["step"] == "criterion"]
    return decided.groupby(["criteria_set", "question", "holds"], observed=True).size().to_frame()


def deciding_criteria(of: Frames, asked: Asked) -> pd.DataFrame:
    decided = decided_of(of, asked)
    decided = decided[decided["outcome"] == "not_recognised"]
    holds = decided["holds"].astype(bool)
    is_against = ((decided["step"] == "criterion") & ~holds) | ((decided["step"] == "exclusion") & holds)
    against = decided[is_against].drop_duplicates(["review_id", "step", "question"])
    alone = against.groupby("review_id")["question"].transform("size") == 1
    grouped = against.assign(alone=alone).groupby(["step", "question"], observed=True)
    return grouped.agg(reviews=("review_id", "size"), alone=("alone", "sum"))


def panel_load(of: Frames, asked: Asked) -> pd.DataFrame:
    offered = of["assignments"]
    offered = offered[(offered["status"] != "revoked") & is_between(korea(offered["offered_at"]), asked)]
    offered = advised_of(of, offered, asked)
    told = offered.assign(
        accepted=offered["status"].isin(["accepted", "answered"]), answered=offered["status"] == "answered"
    )
    return told.groupby("account_id", observed=True).agg(
        offered=("status", "size"), accepted=("accepted", "sum"), answered=("answered", "sum")
    )


def panel_days(of: Frames, asked: Asked) -> pd.DataFrame:
    answered = of["assignments"]
    answered = answered[(answered["status"] == "answered") & is_between(korea(answered["answered_at"]), asked)]
    answered = advised_of(of, answered, asked)
    days = (korea(answered["answered_at"]) - korea(answered["offered_at"])).dt.days
    return days.groupby(answered["account_id"], observed=True).agg(["size", "median"])


def panel_dissent(of: Frames, asked: Asked) -> pd.DataFrame:
    requests = of["advice_requests"]
    requests = of_field(requests[is_between(korea(requests["asked_at"]), asked)], asked)
    given = of["stances"].merge(requests[["id", "field"]], left_on="request_id", right_on="id")
    taken = given.groupby(["field", "issue_id", "stance"], observed=True).size().rename("answers").reset_index()
    of_issue = taken.groupby("issue_id")["answers"]
    taken["most"] = of_issue.transform("max")
    taken["ties"] = (taken["answers"] == taken["most"]).groupby(taken["issue_id"]).transform("sum")
    by_issue = taken.groupby(["field", "issue_id"], observed=True).agg(
        answers=("answers", "sum"), most=("most", "first"), ties=("ties", "first")
    )
    by_issue = by_issue[by_issue["answers"] > 1]
    dissents = by_issue["answers"] - by_issue["most"].where(by_issue["ties"] == 1, 0)
    return by_issue.assign(dissents=dissents).groupby("field", observed=True)[["answers", "dissents"]].sum()


COUNTED: dict[str, Count] = {
    count.__name__: count
    for count in (
        cases_by_month,
        open_by_age,
        days_by_field,
        days_by_agency,
        days_by_handler,
        lateness_by_month,
        late_causes,
        outcomes_by_field,
        outcomes_by_year,
        follow_ups,
        visits_by_region,
        matters_by_industry,
        matters_by_field,
        matters_by_track,
        promises_kept,
        repeated_difficulties,
        recognition_by_quarter,
        findings_by_criterion,
        deciding_criteria,
        panel_load,
        panel_days,
        panel_dissent,
    )
}
