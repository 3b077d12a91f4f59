"""Figures of exemption reviews: how criteria were answered, what decided, who agreed, how often it was recognised.

Only rulings in force count, by the day of the decision. A dismissal (각하) judges no criterion and is left out.
"""

from casebase.insight.figures.asking import Column, Figure

FINDINGS_BY_CRITERION = Figure(
    name="findings_by_criterion",
    title="요건별 판단",
    note=(
        "기간 안에 결정되어 효력이 있는 면책심사에서 지적사항마다 각 요건을 갖추었다고 보았는지 셉니다. 위원회가 "
        "의결한 사건은 위원회의 판단을, 그 밖의 사건은 결정안을 올린 담당자의 판단을 셉니다. 취소된 결정과 각하는 "
        "세지 않습니다."
    ),
    groups=(
        Column(name="criteria_set", label="적용 요건"),
        Column(name="question", label="요건"),
        Column(name="holds", label="판단"),
    ),
    measures=(Column(name="findings", label="판단", unit="건"),),
)

DECIDING_CRITERIA = Figure(
    name="deciding_criteria",
    title="불인정을 가른 판단",
    note=(
        "기간 안에 불인정으로 결정되어 효력이 있는 사건에서 무엇이 면책을 막았는지 셉니다. 갖추지 못했다고 본 요건과 "
        "해당한다고 본 제외사유를 세며, 지적사항이 여럿이어도 한 사건에서 한 번만 셉니다. 여러 판단이 함께 막은 "
        "사건은 각각에 세므로 합이 사건 수보다 클 수 있습니다. ‘그것만으로’는 막은 판단이 그것 하나뿐인 사건입니다."
    ),
    groups=(Column(name="step", label="단계"), Column(name="question", label="요건·사유")),
    measures=(
        Column(name="reviews", label="불인정 사건", unit="건"),
        Column(name="alone", label="그것만으로", unit="건"),
    ),
)

AGREEMENT = Figure(
    name="agreement",
    title="담당자·자문단·위원회의 판단 일치",
    note=(
        "기간 안에 결정되어 효력이 있는 면책심사에서 같은 지적사항의 같은 물음에 양쪽이 모두 답한 것만 견줍니다. "
        "각하된 사건은 뺍니다. 양쪽의 답이 모두 그렇다면 ‘모두 그렇다’, 모두 아니라면 ‘모두 아니다’이고, 한 "
        "사람이라도 다르면 ‘다름’입니다. 자문단의 조건부 답은 다름으로 보고 판단 유보는 답으로 치지 않습니다. "
        "자문단의 답은 그 사건의 모든 지적사항에 견줍니다. 위원회는 의결한 결과만 보며 위원마다의 표는 보지 "
        "않습니다. 물음에 따라 ‘그렇다’의 뜻이 다릅니다. 제외사유에서는 면책을 막는다는 뜻입니다."
    ),
    groups=(Column(name="pair", label="견준 쪽"), Column(name="question", label="물음")),
    measures=(
        Column(name="both_yes", label="모두 그렇다", unit="건"),
        Column(name="both_no", label="모두 아니다", unit="건"),
        Column(name="differ", label="다름", unit="건"),
    ),
)

RECOGNITION_BY_QUARTER = Figure(
    name="recognition_by_quarter",
    title="분기별 면책 인정",
    note=(
        "결정한 분기와 적용한 요건에 따라, 효력이 있는 면책심사 결정과 그 가운데 인정과 일부 인정을 셉니다. 정정된 "
        "결정은 정정한 결과를 처음 결정한 분기에 셉니다. 재심의의 결정도 따로 한 건입니다. 취소된 결정과 각하는 세지 "
        "않습니다. 기관에서 볼 때는 통지받은 결정만 셉니다. 요건이 바뀐 날 앞뒤를 견줄 때는 사건의 수가 충분한지 "
        "함께 보세요."
    ),
    groups=(Column(name="quarter", label="분기"), Column(name="criteria_set", label="적용 요건")),
    measures=(
        Column(name="ruled", label="결정", unit="건"),
        Column(name="recognised", label="인정", unit="건"),
        Column(name="partly", label="일부 인정", unit="건"),
    ),
    shares=frozenset({"recognised", "partly"}),
)
