"""What happened to a thing, told in Korean, to each as far as it is theirs to know."""

from casebase.casework import rulings
from casebase.casework.review_views import review_page
from casebase.casework.reviews import assign_review
from casebase.domain.account import Role
from casebase.store.connection import Store
from tests.case_builders import a_person, now_on
from tests.review_stages import a_proposed_review, review_of


def test_each_act_is_told_with_who_when_and_what_came_of_it(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store, name="김감사"), a_person(sqlite_store, Role.CHAIR, name="최위원장")
    review, ruling_id = a_proposed_review(handler)

    rulings.return_ruling(chair.at(now_on("2026-11-24")).desk, ruling_id, "이유를 더 쓰세요.")
    assign_review(handler.desk, review.id, review_of(sqlite_store, review.number).version, handler.id)

    told = [(m.at, m.who, m.what, m.more) for m in review_page(handler.desk, review.number).timeline]
    assert told == [
        ("2026. 11. 23. 10:00", "김감사", "담당자 지정", "→ 사실확인 · 김감사"),
        ("2026. 11. 24. 10:00", "최위원장", "결정안 반려", "결정 · 이유를 더 쓰세요."),
        ("2026. 11. 23. 10:00", "김감사", "결정안 상신", "결정"),
        ("2026. 11. 23. 10:00", "김감사", "판단 기록", "제외사유 검토"),
        ("2026. 11. 23. 10:00", "김감사", "판단 기록", "요건별 판단"),
        ("2026. 11. 23. 10:00", "김감사", "의견 진술 기회 부여", "→ 사실확인"),
        ("2026. 11. 23. 10:00", "김감사", "사실확인 시작", "→ 사실확인"),
        ("2026. 11. 23. 10:00", "김감사", "면책심사 등록", ""),
    ]
