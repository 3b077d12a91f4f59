"""The administration: what is half typed is kept like everywhere, except a password."""

from dataclasses import replace
from pathlib import Path

from casebase.casework.desk import Desk
from casebase.casework.office import Office, use_office
from casebase.casework.oidc_provider import Provider
from casebase.casework.passwords import is_password
from casebase.casework.sign_in import is_live
from casebase.domain.backup import Keep
from casebase.domain.draft import Form
from casebase.store.accounts import find_account_by_login
from casebase.store.agencies import find_agency_by_name
from casebase.store.identities import list_identities
from casebase.store.second_factors import find_secret
from casebase.store.settings import list_agency_holidays
from tests.screens import Screen, desk_of, type_into
from tests.second_factors import a_second_factor

PASSWORD = "correct horse battery"


def test_a_password_never_reaches_a_draft(office: Office) -> None:
    desk = desk_of(office, "admin")
    screen = Screen(desk.session_id, "admin")
    screen.choose("role", "auditor")
    type_into(desk, Form.ACCOUNT, "account:new", login="auditor", account_name="새 사람")
    screen.shown.text_input[0].set_value(PASSWORD)

    screen.press("add_account_")

    assert "이미 쓰고 있는 아이디입니다" in screen.text
    assert screen.shown.text_input[0].value == PASSWORD
    assert not _is_in_a_draft(office, PASSWORD)
    type_into(desk, Form.ACCOUNT, "account:new", login="newcomer")
    screen.press("add_account_")
    with office.store.reading() as con:
        account, password_hash = find_account_by_login(con, "newcomer") or (None, "")
    assert account is not None
    assert is_password(password_hash, PASSWORD)
    assert not _is_in_a_draft(office, PASSWORD)
    assert screen.shown.text_input[0].value == ""


def test_the_password_of_a_known_account_never_reaches_a_draft_either(office: Office) -> None:
    desk = desk_of(office, "admin")
    screen = Screen(desk.session_id, "admin")
    with office.store.reading() as con:
        found = find_account_by_login(con, "panel")
    assert found is not None
    screen.choose("account", found[0].id)
    screen.shown.text_input[0].set_value(PASSWORD)

    screen.press("set_password")

    with office.store.reading() as con:
        changed = find_account_by_login(con, "panel")
    assert changed is not None
    assert is_password(changed[1], PASSWORD)
    assert not _is_in_a_draft(office, PASSWORD)


def test_an_account_half_typed_is_found_again_by_opening_its_form(office: Office) -> None:
    desk = desk_of(office, "admin")
    screen = Screen(desk.session_id, "admin")
    with office.store.reading() as con:
        found = find_account_by_login(con, "secretary")
    assert found is not None
    screen.choose("account", found[0].id)
    type_into(desk, Form.ACCOUNT, f"account:{found[0].id}", department="심사지원과")
    screen.load()
    assert screen.typed["account_name"] == ""

    screen.choose("account", found[0].id)

    assert (screen.typed["account_name"], screen.typed["department"]) == (found[0].name, "심사지원과")
    assert screen.shown.selectbox(key="role").value == "secretary"
    screen.press("change_account")
    with office.store.reading() as con:
        changed = find_account_by_login(con, "secretary")
    assert changed is not None
    assert changed[0].department == "심사지원과"


def test_an_agency_half_typed_survives_a_reload_and_the_form_is_empty_once_it_is_saved(office: Office) -> None:
    desk = desk_of(office, "admin")
    screen = _opened_at(desk, "기관")
    type_into(desk, Form.AGENCY, "agency:new", agency_name="가람시설공단")
    screen.choose("agency_kind", "public_body")

    screen = _opened_at(desk, "기관")

    assert screen.typed["agency_name"] == "가람시설공단"
    assert screen.shown.selectbox(key="agency_kind").value == "public_body"
    screen.press("add_agency_")
    with office.store.reading() as con:
        assert find_agency_by_name(con, "가람시설공단") is not None
    assert screen.typed["agency_name"] == ""
    assert screen.shown.selectbox(key="agency_kind").value is None


def test_an_agency_out_of_use_is_kept_so(office: Office) -> None:
    desk = desk_of(office, "admin")
    screen = _opened_at(desk, "기관")
    with office.store.reading() as con:
        agency_id = str(con.rows("select id from agencies order by id")[0][0])
    screen.choose("agency", agency_id)
    screen.shown.checkbox(key="is_active").uncheck()

    screen.press("change_agency")

    with office.store.reading() as con:
        assert not con.rows("select is_active from agencies where id = ?", [agency_id])[0][0]
    assert not screen.shown.checkbox(key="is_active").value


def test_a_department_a_setting_and_a_holiday_are_kept_too(office: Office) -> None:
    desk = desk_of(office, "admin")
    with office.store.reading() as con:
        agency_id = str(con.rows("select id from agencies order by id desc")[0][0])
    screen = _opened_at(desk, "기관")
    screen.choose("agency", agency_id)
    type_into(desk, Form.DEPARTMENT, f"agency:{agency_id}", department_name="도시계획과")
    screen.choose_part("기관 설정")
    screen.choose("setting", "office.name")
    type_into(desk, Form.SETTING, "setting:office.name", basis="조례 제2조")
    screen.choose_part("휴일")
    type_into(desk, Form.HOLIDAY, "holiday:new", holiday_name="종무일", holiday_on="2026-12-31")

    screen = _opened_at(desk, "휴일")

    assert screen.typed["holiday_name"] == "종무일"
    screen.press("change_holiday_")
    with office.store.reading() as con:
        assert [h.name for h in list_agency_holidays(con) if h.on.isoformat() == "2026-12-31"] == ["종무일"]
    screen.choose_part("기관 설정")
    screen.choose("setting", "office.name")
    assert screen.typed["basis"] == "조례 제2조"
    screen.choose_part("기관")
    screen.choose("agency", agency_id)
    assert screen.typed["department_name"] == "도시계획과"


def test_the_administrator_sees_who_is_signed_in_and_ends_one(office: Office) -> None:
    desk, other = desk_of(office, "admin"), desk_of(office, "committee4")
    screen = _opened_at(desk, "로그인")
    key = f"end_session_{other.session_id[:12]}"
    assert "시연 위원 라" in screen.text
    assert f"end_session_{desk.session_id[:12]}" not in screen.keys

    screen.press(key)

    assert not is_live(office.store, other.session_id, other.now)
    assert is_live(office.store, desk.session_id, desk.now)


def test_the_administrator_takes_a_second_factor_away(office: Office) -> None:
    screen, account_id = _opened_account(office, "panel4")
    assert "reset_second_factor" not in screen.keys
    a_second_factor(office.store, account_id)
    screen.run()

    screen.press("reset_second_factor")

    with office.store.reading() as con:
        assert find_secret(con, account_id) is None
    assert "reset_second_factor" not in screen.keys


def test_the_administrator_links_whom_a_provider_vouches_for_and_unlinks_them(office: Office) -> None:
    provider = Provider(
        issuer="https://sso.example", client_id="casebase", client_secret="x", name="기관 통합로그인", redirect_url=""
    )
    use_office(replace(office, configuration=replace(office.configuration, oidc=provider)))
    screen, account_id = _opened_account(office, "panel3")
    screen.shown.text_input(key=f"subject_of_{account_id}").set_value(" hong@agency ")

    screen.press("link_identity")

    with office.store.reading() as con:
        (linked,) = list_identities(con, account_id)
    assert (linked.issuer, linked.subject) == (provider.issuer, "hong@agency")
    screen.press("unlink_identity")
    with office.store.reading() as con:
        assert list_identities(con, account_id) == []


def test_the_administrator_takes_a_backup_and_removes_what_need_not_be_kept(office: Office, tmp_path: Path) -> None:
    keep = Keep(days=1, weeks=0, months=0)
    configuration = replace(office.configuration, backup_folder=tmp_path / "out", backup_keep=keep)
    use_office(replace(office, configuration=configuration))
    screen = _opened_at(desk_of(office, "admin"), "백업")
    assert "아직 백업이 없습니다" in screen.text
    assert "remove_old_backups" not in screen.keys

    screen.press("make_backup")
    screen.press("make_backup")

    assert "까지 백업했습니다" in screen.text
    assert len(list((tmp_path / "out").glob("*.casebase-backup"))) == 2
    screen.press("remove_old_backups")
    (left,) = (tmp_path / "out").glob("*.casebase-backup")
    assert left.name in screen.text.replace("\\", "")
    assert "지움" in screen.text


def _opened_account(office: Office, login: str) -> tuple[Screen, str]:
    screen = Screen(desk_of(office, "admin").session_id, "admin")
    with office.store.reading() as con:
        found = find_account_by_login(con, login)
    assert found is not None
    screen.choose("account", found[0].id)
    return screen, found[0].id


def _opened_at(desk: Desk, part: str) -> Screen:
    screen = Screen(desk.session_id, "admin")
    screen.choose_part(part)
    return screen


def _is_in_a_draft(office: Office, text: str) -> bool:
    with office.store.reading() as con:
        return bool(con.rows("select 1 from draft_fields where value like ?", [f"%{text}%"]))
