"""Frames that stand in memory as pandas likes them, and what the figures counted over them share."""

import pandas as pd

from benchmarks.peers.rows import SOURCES, Asked, column_types
from casebase.insight.mirror import Mirror
from casebase.store.connection import Row

Frames = dict[str, pd.DataFrame]
_KOREA = pd.Timedelta(hours=9)
_CODES = frozenset(
    {
        *("act", "subject_kind", "status", "state", "kind", "outcome", "follow_up", "track", "stance"),
        *("field", "agency_id", "handler_id", "account_id", "lead_id", "industry", "region_code"),
        *("criteria_set", "step", "question", "statute"),
    }
)


def frames(mirror: Mirror) -> Frames:
    """Return a mirror's tables: codes as categories, days and instants as pandas' own."""
    return {table: _frame(mirror, table, select) for table, select in SOURCES.items()}


def rows(counted: pd.DataFrame) -> list[Row]:
    """Return a figure's rows, for comparing."""
    return [tuple(row) for row in counted.reset_index().itertuples(index=False, name=None)]


def _frame(mirror: Mirror, table: str, select: str) -> pd.DataFrame:
    types = column_types(mirror, table)
    read = ", ".join(
        f"cast({each} as timestamp) as {each}" if type_ == "DATE" else each for each, type_ in types.items()
    )
    with mirror.beside() as cursor:
        frame = cursor.sql(f"select {read} from ({select})").to_arrow_table().to_pandas()
    return frame.astype({column: "category" for column in frame.columns if column in _CODES})


def of_field(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    return frame[frame["field"] == asked.field] if asked.field else frame


def is_between(days: pd.Series, asked: Asked) -> pd.Series:
    return days.between(pd.Timestamp(asked.since), pd.Timestamp(asked.until))


def spanned(frame: pd.DataFrame, column: str, asked: Asked) -> pd.DataFrame:
    return frame[is_between(frame[column], asked)]


def answered_of(of: Frames, asked: Asked) -> pd.DataFrame:
    return of_field(spanned(of["consultation_times"], "answered_on", asked), asked)


def matters_of(of: Frames, asked: Asked) -> pd.DataFrame:
    visits = spanned(of["visits"], "visited_on", asked).drop(columns="status").rename(columns={"id": "visit_id"})
    return of_field(of["matters"], asked).merge(visits, on="visit_id")


def advised_of(of: Frames, assignments: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if not asked.field:
        return assignments
    return assignments[assignments["request_id"].isin(of_field(of["advice_requests"], asked)["id"])]


def standing_of(of: Frames) -> pd.DataFrame:
    """One row a ruling in force."""
    rulings = of["rulings"]
    issued = rulings[rulings["state"] == "issued"].sort_values("id")
    newest = issued.drop_duplicates("review_id", keep="last")
    newest = newest.loc[newest["kind"] != "withdrawal", ["review_id", "outcome", "resolution_id"]]
    first = issued[issued["kind"] == "decision"].drop_duplicates("review_id", keep="last")
    first = first[["review_id", "decided_at", "proposed_by", "resolution_id"]]
    both = newest.merge(first, on="review_id", suffixes=("", "_first"))
    return both.assign(
        decided_on=korea(both["decided_at"]),
        rests_on=both["resolution_id"].fillna(both["resolution_id_first"]),
    )


def ruled_of(of: Frames, asked: Asked) -> pd.DataFrame:
    standing = standing_of(of)
    standing = spanned(standing[standing["outcome"] != "dismissed"], "decided_on", asked)
    reviews = of_field(of["reviews"], asked)[["id", "criteria_set"]]
    return standing.merge(reviews, left_on="review_id", right_on="id")


def decided_of(of: Frames, asked: Asked) -> pd.DataFrame:
    ruled = ruled_of(of, asked)
    columns = ["review_id", "criteria_set", "outcome", "step", "question", "holds"]
    resolved = ruled.merge(of["resolved_findings"], left_on="rests_on", right_on="resolution_id")
    findings = of["findings"].rename(columns={"account_id": "proposed_by"}).astype({"proposed_by": object})
    found = ruled[ruled["rests_on"].isna()].merge(findings, on=["review_id", "proposed_by"])
    return pd.concat([resolved[columns], found[columns]]).dropna(subset=["holds"])


def korea(instants: pd.Series) -> pd.Series:
    return (instants + _KOREA).dt.normalize()


def month(days: pd.Series) -> pd.Series:
    return days.dt.to_period("M").dt.start_time
