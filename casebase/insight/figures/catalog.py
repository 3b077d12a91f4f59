"""Every figure by its name, in the order in which a reader meets them."""

from collections.abc import Mapping
from types import MappingProxyType

from casebase.insight.figures.asking import Figure
from casebase.insight.figures.difficulties import REPEATED_DIFFICULTIES
from casebase.insight.figures.exemption import (
    AGREEMENT,
    DECIDING_CRITERIA,
    FINDINGS_BY_CRITERION,
    RECOGNITION_BY_QUARTER,
)
from casebase.insight.figures.flow import CASES_BY_MONTH, OPEN_BY_AGE
from casebase.insight.figures.follow_up import FOLLOW_UPS
from casebase.insight.figures.lateness import LATE_CAUSES, LATENESS_BY_MONTH
from casebase.insight.figures.outcomes import OUTCOMES_BY_FIELD, OUTCOMES_BY_YEAR
from casebase.insight.figures.panel import PANEL_DAYS, PANEL_DISSENT, PANEL_LOAD
from casebase.insight.figures.times_taken import DAYS_BY_AGENCY, DAYS_BY_FIELD, DAYS_BY_HANDLER
from casebase.insight.figures.visits import (
    MATTERS_BY_FIELD,
    MATTERS_BY_INDUSTRY,
    MATTERS_BY_TRACK,
    PROMISES_KEPT,
    VISITS_BY_REGION,
)

_EVERY = (
    CASES_BY_MONTH,
    OPEN_BY_AGE,
    DAYS_BY_FIELD,
    DAYS_BY_AGENCY,
    DAYS_BY_HANDLER,
    LATENESS_BY_MONTH,
    LATE_CAUSES,
    OUTCOMES_BY_FIELD,
    OUTCOMES_BY_YEAR,
    FOLLOW_UPS,
    VISITS_BY_REGION,
    MATTERS_BY_INDUSTRY,
    MATTERS_BY_FIELD,
    MATTERS_BY_TRACK,
    PROMISES_KEPT,
    REPEATED_DIFFICULTIES,
    FINDINGS_BY_CRITERION,
    DECIDING_CRITERIA,
    AGREEMENT,
    RECOGNITION_BY_QUARTER,
    PANEL_LOAD,
    PANEL_DAYS,
    PANEL_DISSENT,
)

FIGURES: Mapping[str, Figure] = MappingProxyType({figure.name: figure for figure in _EVERY})
