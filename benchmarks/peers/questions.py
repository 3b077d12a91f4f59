"""The questions of `questions/` in the words of SQLite or of PostgreSQL.

What the two say differently stands in them as `@name(...)`; what is not filtered by is not asked.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent / "questions"
NAMES = tuple(sorted(path.stem for path in _FOLDER.glob("*.sql")))

SQLITE = {
    "month": "(substr({0}, 1, 7) || '-01')",
    "quarter": "(substr({0}, 1, 5) || printf('%02d', (substr({0}, 6, 2) - 1) / 3 * 3 + 1) || '-01')",
    "year": "cast(substr({0}, 1, 4) as integer)",
    "korea": "date({0}, '+9 hours')",
    "days": "cast(julianday({0}) - julianday({1}) as integer)",
    "greatest": "max({0}, {1})",
    "least": "min({0}, {1})",
    "first_day": ("max(date({1}, case {0} when 'supplement' then '+0 days' else '+1 days' end), date({2}, '+1 days'))"),
}
POSTGRESQL = {
    "month": "cast(date_trunc('month', {0}) as date)",
    "quarter": "cast(date_trunc('quarter', {0}) as date)",
    "year": "cast(extract(year from {0}) as integer)",
    "korea": "cast({0} + interval '9 hours' as date)",
    "days": "({0} - {1})",
    "greatest": "greatest({0}, {1})",
    "least": "least({0}, {1})",
    "first_day": "greatest({1} + case {0} when 'supplement' then 0 else 1 end, {2} + 1)",
}

_STANDING = """
    select
        newest.review_id,
        newest.outcome,
        coalesce(newest.resolution_id, decision.resolution_id) as rests_on,
        decision.proposed_by,
        @korea(decision.decided_at) as decided_on
    from (
        select max(id) as newest_id, max(case when kind = 'decision' then id end) as decision_id
        from rulings
        where state = 'issued'
        group by review_id
    ) as last
    join rulings as newest on newest.id = last.newest_id
    left join rulings as decision on decision.id = last.decision_id
    where newest.kind <> 'withdrawal'
"""
_ANSWERS = """
    select reviews.id, reviews.criteria_set, standing.outcome, given.step, given.question, given.holds
    from standing
    join reviews on reviews.id = standing.review_id
    join {given}
    where
        standing.outcome <> 'dismissed'
        and given.holds is not null
        and standing.decided_on between :since and :until
        and @field(reviews.field)
"""
_RESOLVED = _ANSWERS.format(given="resolved_findings as given on given.resolution_id = standing.rests_on")
_FOUND = _ANSWERS.format(
    given=(
        "findings as given on standing.rests_on is null and given.review_id = standing.review_id"
        " and given.account_id = standing.proposed_by"
    )
)
_PARTS = {"standing": _STANDING, "decided": f"{_RESOLVED} union all {_FOUND}"}

# PostgreSQL has quantiles. In SQLite each row counts by how near its place in the order is to the one wanted.
_QUANTILES = {
    "postgresql": {
        "quantiles": "select part, count(*), "
        + ", ".join(
            f"percentile_cont({share}) within group (order by {of})" for of in ("days", "net") for share in (0.5, 0.9)
        )
        + " from counted group by part",
        "median": (
            "select part, count(*), percentile_cont(0.5) within group (order by days) from counted group by part"
        ),
    },
    "sqlite": {
        "quantiles": "select part, count(*), "
        + ", ".join(
            f"sum({of} * max(0, 1 - abs(by_{of} - 1 - {share} * (size - 1))))"
            for of in ("days", "net")
            for share in (0.5, 0.9)
        )
        + " from (select part, days, net, count(*) over (partition by part) as size,"
        " row_number() over (partition by part order by days) as by_days,"
        " row_number() over (partition by part order by net) as by_net from counted) group by part",
        "median": "select part, count(*), sum(days * max(0, 1 - abs(by_days - 1 - 0.5 * (size - 1))))"
        " from (select part, days, count(*) over (partition by part) as size,"
        " row_number() over (partition by part order by days) as by_days from counted) group by part",
    },
}


def question(name: str, engine: str, field: str) -> str:
    """Return a question for "sqlite" or "postgresql", filtered by the field that is asked for, if any is."""
    text = (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for part, said in (_PARTS | _QUANTILES[engine]).items():
        text = re.sub(rf"@{part}\b", lambda _, said=said: said, text)  # type: ignore[misc]
    words = dict(SQLITE if engine == "sqlite" else POSTGRESQL)
    words["field"] = "{0} = :field" if field else "1 = 1"
    words["visit_field"] = (
        "{0} in (select matters.visit_id from matters where matters.field = :field)" if field else "1 = 1"
    )
    said = _said(text, words)
    return said if engine == "sqlite" else re.sub(r":(since|until|today|field)\b", r"%(\1)s", said)


def _said(text: str, words: Mapping[str, str]) -> str:
    """Replace each `@name(a, b)`, the outermost first, by what it is in these words."""
    found = re.search(r"@(\w+)\(", text)
    if found is None:
        return text
    given, after = _arguments(text, found.end())
    replaced = words[found[1]].format(*given)
    return _said(f"{text[: found.start()]}{replaced}{text[after:]}", words)


def _arguments(text: str, begin: int) -> tuple[list[str], int]:
    """Return what stands between a parenthesis and its end, parted by commas, and where the text goes on."""
    given, depth, first = [], 0, begin
    for at in range(begin, len(text)):
        if text[at] in ",)" and depth == 0:
            given.append(text[first:at].strip())
            first = at + 1
            if text[at] == ")":
                return given, at + 1
        depth += {"(": 1, ")": -1}.get(text[at], 0)
    raise ValueError(f"no end: {text[begin:]}")
