"""지연 예측: the open cases that are likeliest to be late, why, what would change it, and how good such words were."""

from typing import TYPE_CHECKING

import streamlit as st

from casebase.casework.forecasts import CaseForecast, ForecastView, WhatIf, forecasts
from casebase.korean.dates import official_date, time_left
from casebase.ui.insight_figure import Asked
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk

if TYPE_CHECKING:
    from casebase.insight.forecast.back_test import BackTest

MOST_CASES = 20


def forecast_shown(asked: Asked) -> None:
    """Show the forecast of every open case this person sees. Raises: as `casework.forecasts.forecasts`."""
    view = _forecast(*asked)
    st.subheader("늦어질 것 같은 사건")
    st.caption(plain(view.note))
    counted = {"기한 안에 처리 중": f"{view.count_open:,}건", "이미 기한 지남": f"{view.count_late:,}건"}
    if view.cases:
        counted["늦어질 것으로 보이는 사건"] = f"약 {view.expected:.1f}건"
    facts(counted)
    st.caption(f"예측은 순서를 정하는 데 참고할 값입니다. 판단은 담당자가 합니다. 기록 {asked[0]:,}번까지 반영.")
    if not view.count_open:
        st.info("기한이 남은 처리 중인 사건이 없습니다. 사건을 접수하면 여기에 예측이 나옵니다.")
    for case in view.cases[:MOST_CASES]:
        _case(case)
    if len(view.cases) > MOST_CASES:
        st.caption(f"늦어질 가능성이 큰 {MOST_CASES}건만 보입니다.")
    if st.toggle("예측이 얼마나 맞았는지 보기", key="back_test"):
        _back_test(view)


@st.cache_data(max_entries=50, show_spinner=False)
def _forecast(seq: int, account_id: str, day: str) -> ForecastView:  # noqa: ARG001 - the cache's key
    return forecasts(desk())


def _case(case: CaseForecast) -> None:
    stopped = " · 기한 정지 중" if case.is_stopped else ""
    with st.container(border=True, gap="xsmall", key=f"forecast_{case.consultation_id}"):
        st.page_link(
            "consultation.py",
            label=f"**{case.chance:.0%}** · {plain(case.number or '접수 전')} {plain(case.title)}",
            query_params=case.query,
        )
        st.caption(plain(f"기한 {official_date(case.due_on)}, {time_left(case.due_on, desk().today)}{stopped}"))
        st.caption(plain(case.reason))
        if effects := [*case.assigning, *case.waiting]:
            st.caption(plain(f"달라지면: {', '.join(map(_effect, effects))}"))


def _effect(what: WhatIf) -> str:
    return f"{what.label} {what.chance:.0%}"


def _back_test(view: ForecastView) -> None:
    if view.back_test is None:
        st.info("되짚어 볼 만큼 지난 기록이 쌓이지 않았습니다. 회신한 사건이 늘면 여기에 결과가 나옵니다.")
        return
    from casebase.charts.calibration import calibration_chart

    found = view.back_test
    st.markdown(plain(_verdict(found)))
    st.plotly_chart(
        calibration_chart([(each.mean_chance, each.share_late, each.count) for each in found.bins]),
        key="calibration",
        theme=None,
        config={"displayModeBar": False},
        alt="예측한 가능성과 실제로 늦은 비율을 견준 그림. 같은 내용이 아래 표에 있습니다.",
    )
    st.html(_bins(found))


def _verdict(found: "BackTest") -> str:
    """Say in plain words whether the forecast beat the plain share of late cases."""
    first, last = found.months[0], found.months[-1]
    span = f"{first.year}년 {first.month}월부터 {last.year}년 {last.month}월까지"
    is_better = found.brier < found.base_brier
    return (
        f"{span} 달마다 첫날에 처리 중이던 사건을 그때까지의 기록만으로 예측해 보았습니다. "
        f"예측 {found.count:,}번 가운데 {found.count_late:,}번이 실제로 늦었습니다. "
        f"어긋난 정도(브라이어 점수, 0에 가까울수록 좋음)는 {found.brier:.3f}이고, "
        f"사건을 보지 않고 평균 지연율만 말했을 때는 {found.base_brier:.3f}입니다. "
        + (
            "평균만 말하는 것보다 나았습니다."
            if is_better
            else "평균만 말하는 것보다 낫지 않으니 순서를 정하는 데만 쓰세요."
        )
        + (f" 결과를 알 수 없는 {found.count_unknown:,}번은 뺐습니다." if found.count_unknown else "")
    )


def _bins(found: "BackTest") -> str:
    heads = "".join(f'<th scope="col" class="number">{head}</th>' for head in ("예측 평균", "실제로 늦음", "예측 수"))
    rows = "".join(
        f'<tr><th scope="row">{each.low:.0%}~{each.high:.0%}</th><td class="number">{each.mean_chance:.0%}</td>'
        f'<td class="number">{each.share_late:.0%}</td><td class="number">{each.count:,}</td></tr>'
        for each in found.bins
    )
    return (
        '<table class="figure"><caption>예측과 실제</caption><thead><tr><th scope="col">예측한 가능성</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
