"""Every figure's chart, by the figure's name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from casebase.charts import difficulties, exemption, flow, follow_up, lateness, outcomes, panel, times, visits
from casebase.charts.drawing import Chart
from casebase.charts.tables import Table, Words

_MODULES = (flow, times, lateness, outcomes, visits, exemption, panel, follow_up, difficulties)

CHARTS: Mapping[str, Callable[[Table, Words], Chart]] = MappingProxyType(
    {
        name.removesuffix("_chart"): drawn
        for module in _MODULES
        for name, drawn in vars(module).items()
        if name.endswith("_chart")
    }
)
