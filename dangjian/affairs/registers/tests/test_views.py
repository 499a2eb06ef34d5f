from datetime import date
from io import BytesIO
from types import ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.registers import book, services
from dangjian.affairs.registers.agenda import items
from dangjian.affairs.registers.models import Absence, Entry, Register, State
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.make import NOON, ON, PERIOD, Scene
from dangjian.affairs.registers.views import board, defining, filling, index, lines, taking_over, uploads
from dangjian.procedures.agenda.queries import answered

pytestmark = pytest.mark.django_db
_VIEWS: tuple[ModuleType, ...] = (board, defining, filling, index, lines, taking_over, uploads)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    for module in _VIEWS:
        monkeypatch.setattr(module, "now", lambda: NOON, raising=False)
        monkeypatch.setattr(module, "today", lambda: ON, raising=False)
    return make.make_scene()


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, **data: object) -> HttpResponse:
    sent = {"once": once.mint(account.epoch), **data}
    answer: HttpResponse = browser(account).post(address, sent)  # type: ignore[assignment]  # the client's own class
    return answer


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, (answer.status_code, answer.get("Location"))
    return answer.content.decode()


def test_an_officer_builds_a_register_and_publishes(scene: Scene) -> None:
    officer = scene.officer_account
    assert "平台带的" in see(officer, "/registers/definitions/")
    head = {"title": "村情台账", "about": "body", "period": "quarter", "filled_by": ["villages"], "minutes": 5,
            "due_days": 10, "confirmed_by": "superior", "note": ""}  # fmt: skip
    assert send(officer, "/registers/definitions/new/", **{**head, "filled_by": []}).status_code == 422
    address = send(officer, "/registers/definitions/new/", **head)["Location"]
    register = Register.objects.get()
    assert "还没有栏目" in see(officer, address)
    assert "平台里已有的" in see(officer, f"{address}fields/new/")
    see(officer, f"{address}fields/new/?kind=fact")
    send(officer, f"{address}fields/new/?kind=fact", fact="members", caption="", unit="名", hint="", revision=1)
    send(officer, f"{address}fields/new/?kind=money", caption="收入", unit="万元", revision=2, is_required="on")
    send(officer, f"{address}fields/new/?kind=money", caption="支出", unit="万元", revision=3)
    register.refresh_from_db()
    income, spent = register.drafted.fields[1].key, register.drafted.fields[2].key
    send(officer, f"{address}fields/new/?kind=formula", caption="结余", unit="万元", formula="difference",
         of=[income, spent], first=income, revision=4)  # fmt: skip
    send(officer, f"{address}fields/{spent}/place/", direction="up", revision=5)
    register.refresh_from_db()
    assert [one.caption for one in register.drafted.fields] == ["党员总数", "支出", "收入", "结余"]
    assert "党员总数" in see(officer, f"{address}preview/")
    page = see(officer, f"{address}publication/")
    assert "2 个党组织" in page
    assert "0.2 小时" in page
    answer = send(officer, f"{address}publication/", revision=6)
    assert answer["Location"] == f"/registers/{register.public_id}/"
    assert "填台账" not in see(scene.officer_account, "/")
    assert "村情台账" in see(scene.secretary_account, "/registers/")


def test_the_second_officer_is_told_and_keeps_what_was_typed(scene: Scene) -> None:
    register = make.published(scene)
    address = f"/registers/definitions/{register.public_id}/"
    services.remove_field(by=scene.officer, register=register, revision=1, key="has_hall")
    answer = send(scene.officer_account, f"{address}fields/note/", kind="text", caption="补充说明", revision=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "删去栏目“有活动场所”" in page
    assert 'value="补充说明"' in page
    assert 'name="revision" value="2"' in page
    gone = send(scene.officer_account, f"{address}fields/has_hall/", kind="yes_no", caption="有会议室", revision=1)
    assert gone.status_code == 409
    assert "有会议室" in gone.content.decode()
    assert send(scene.officer_account, f"{address}fields/note/", kind="text", caption="补充说明", revision=2)[
        "Location"
    ]
    head = send(scene.officer_account, f"{address}head/", title="改名", about="body", period="quarter", minutes=9,
                filled_by=["villages"], due_days=5, confirmed_by="keeper", revision=1)  # fmt: skip
    assert head.status_code == 409
    assert 'value="改名"' in head.content.decode()


def typed(version: int = 1, revision: int = 0, **values: object) -> dict[str, object]:
    return {"version": version, "revision": revision, "period": PERIOD, "v_income": "12.50", "v_spent": "4", **values}


def test_a_village_fills_what_is_asked_and_only_checks_what_is_known(scene: Scene) -> None:
    register = make.published(scene)
    home = f"/registers/{register.public_id}/bodies/{scene.east.public_id}/"
    assert browser(scene.secretary_account).get(home)["Location"] == f"{home}new/?period={PERIOD}"
    page = see(scene.secretary_account, f"{home}new/")
    assert "平台里已有，请核对" in page
    assert "来自" in page
    refused = send(scene.secretary_account, f"{home}new/?period={PERIOD}", **typed(v_income="许多"))
    assert refused.status_code == 422
    assert "要填数字，不带单位" in refused.content.decode()
    assert "许多" in refused.content.decode()
    wrong = send(scene.secretary_account, f"{home}new/?period={PERIOD}", **typed(v_members="4"))
    assert "要更正请写一句原因" in wrong.content.decode()
    address = send(scene.secretary_account, f"{home}new/?period={PERIOD}", **typed())["Location"]
    shown = see(scene.secretary_account, address)
    assert "8.50" in shown or "8.5" in shown
    assert browser(scene.secretary_account).get(home)["Location"] == address
    again = see(scene.secretary_account, f"{address}filling/")
    assert 'value="12.5"' in again
    late = send(scene.secretary_account, f"{home}new/?period={PERIOD}", **typed(v_income="99"))
    assert late.status_code == 409
    assert 'value="99"' in late.content.decode()


def test_typed_while_the_definition_changed_is_carried_over_in_words(scene: Scene) -> None:
    register = make.published(scene)
    services.remove_field(by=scene.officer, register=register, revision=1, key="note")
    services.publish(by=scene.officer, register=register, revision=2, at=NOON)
    home = f"/registers/{register.public_id}/bodies/{scene.east.public_id}/new/?period={PERIOD}"
    answer = send(scene.secretary_account, home, **typed(v_note="东头仓库"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "更新到第 2 版" in page
    assert "“备注”已不再填，您写的是：东头仓库" in page
    assert 'value="12.50"' in page
    assert not Entry.objects.exists()
    assert send(scene.secretary_account, home, **typed(version=2)).status_code == 302
    assert Entry.objects.get().version.number == 2


def test_the_township_confirms_several_at_once_or_gives_back(scene: Scene) -> None:
    register = make.published(scene)
    first, second = make.filled(scene, register), make.filled(scene, register, west=True)
    board_address = f"/registers/{register.public_id}/"
    assert "合计" in see(scene.organizer_account, board_address)
    listing = see(scene.organizer_account, f"{board_address}lines/")
    assert "选中的核对通过" in listing
    page = see(scene.organizer_account, f"/registers/lines/{first.public_id}/")
    assert "核对通过" in page
    assert send(scene.organizer_account, f"/registers/lines/{first.public_id}/return/", reason="").status_code == 422
    send(scene.organizer_account, f"/registers/lines/{first.public_id}/return/", reason="收入不对")
    first.refresh_from_db()
    assert first.state == State.RETURNED
    assert "收入不对" in see(scene.secretary_account, f"/registers/lines/{first.public_id}/filling/")
    send(scene.organizer_account, f"{board_address}lines/confirmations/", lines=[str(second.public_id)], query="")
    second.refresh_from_db()
    assert second.state == State.CONFIRMED
    assert send(scene.secretary_account, f"/registers/lines/{first.public_id}/confirmation/").status_code == 404


def test_who_has_not_filled_and_why_and_the_chart_leads_to_the_lines(scene: Scene) -> None:
    register = make.published(scene)
    make.filled(scene, register, has_hall=True)
    address = f"/registers/{register.public_id}/"
    send(scene.west_account, f"{address}bodies/{scene.west.public_id}/absence/", why="later", words="下周补",
         period=PERIOD)  # fmt: skip
    assert "下周补" in see(scene.officer_account, f"{address}waiting/")
    chart = see(scene.officer_account, f"{address}chart/?field=income")
    assert f"{address}lines/?period={PERIOD}&amp;body={scene.township.public_id}" in chart
    assert "12.50" in chart
    assert "是" in see(scene.officer_account, f"{address}chart/?field=has_hall")
    assert Absence.objects.get().words == "下周补"


def test_out_as_a_workbook_and_in_again_with_errors_by_row_and_column(scene: Scene) -> None:
    register = make.published(scene)
    address = f"/registers/{register.public_id}/"
    data = browser(scene.officer_account).get(f"{address}sheet.xlsx").content
    page = load_workbook(BytesIO(data)).active
    assert page is not None
    assert [cell.value for cell in page[3]][:4] == ["党组织", "党员数（名）", "集体收入（万元）", "支出（万元）"]
    assert page["B4"].value == 3  # Known already.
    page["C4"], page["D4"], page["C5"], page["D5"] = 12.5, 4, 87.5, "不多"
    assert "导出表格" in see(scene.officer_account, f"{address}uploads/new/")
    upload = _brought(scene, address, page)
    shown = see(scene.officer_account, upload)
    assert "第 5 行" in shown
    assert "“不多”：要填数字，不带单位" in shown
    assert not Entry.objects.exists()
    send(scene.officer_account, f"{upload}confirmation/")
    line = Entry.objects.get()
    assert (line.organization, line.values["left"], line.state) == (scene.east, "8.5", State.FILLED)
    assert line.turns.get().kind == "import"
    assert send(scene.officer_account, f"{upload}confirmation/")["Location"]  # Told, not written twice.
    page["D5"] = 1
    page["C4"] = 13
    send(scene.officer_account, f"{_brought(scene, address, page)}confirmation/")
    line.refresh_from_db()
    assert (line.values["income"], line.revision) == ("13", 2)
    assert line.figures.get(key="left").number == 9
    assert Entry.objects.count() == 2


def _brought(scene: Scene, address: str, page: object) -> str:
    out = BytesIO()
    page.parent.save(out)  # type: ignore[attr-defined]  # openpyxl's sheet
    file = SimpleUploadedFile("填好.xlsx", out.getvalue())
    return send(scene.officer_account, f"{address}uploads/new/?period={PERIOD}", file=file)["Location"]


def test_what_is_known_is_not_changed_by_a_workbook(scene: Scene) -> None:
    register = make.published(scene)
    address = f"/registers/{register.public_id}/"
    page = load_workbook(BytesIO(browser(scene.officer_account).get(f"{address}sheet.xlsx").content)).active
    assert page is not None
    page["B4"], page["C4"] = 5, 1
    page["A5"] = "没有这个支部"
    shown = see(scene.officer_account, _brought(scene, address, page))
    assert "平台里是“3”；要更正请在页面上写明原因" in shown
    assert "没有找到“没有这个支部”" in shown


def test_a_line_written_since_the_check_stops_the_whole_import(scene: Scene) -> None:
    register = make.published(scene)
    address = f"/registers/{register.public_id}/"
    page = load_workbook(BytesIO(browser(scene.officer_account).get(f"{address}sheet.xlsx").content)).active
    assert page is not None
    page["C4"], page["C5"] = 1, 2
    upload = _brought(scene, address, page)
    make.filled(scene, register)
    send(scene.officer_account, f"{upload}confirmation/")
    assert Entry.objects.count() == 1
    assert "待确认" in see(scene.officer_account, upload)


def test_people_and_things_are_listed_and_added_one_by_one(scene: Scene) -> None:
    field = [{"key": "team", "caption": "编组", "kind": "text"},
             {"key": "since", "caption": "入党日期", "kind": "day", "fact": "joined_on"}]  # fmt: skip
    register = make.published(scene, about="person", period="standing", field=field)
    home = f"/registers/{register.public_id}/bodies/{scene.east.public_id}/"
    assert "加一条" in see(scene.secretary_account, home)
    form = see(scene.secretary_account, f"{home}new/")
    assert "王建军" in form
    person = Member.objects.get(person__name="王建军").person
    said = {"version": 1, "revision": 0, "period": "", "subject": person.public_id.hex, "v_team": "一组"}
    assert send(scene.secretary_account, f"{home}new/", **said)["Location"] == f"{home}?period="
    assert "一组" in see(scene.secretary_account, home)
    assert Entry.objects.get().values == {"team": "一组", "since": "2001-07-01"}


def test_strangers_do_not_see_it_and_members_neither(scene: Scene) -> None:
    register = make.published(scene)
    line = make.filled(scene, register)
    other = posts.make_county("中共另县委员会")
    stranger = posts.make_holder(other, Role.COUNTY_OFFICER, "钱干部")
    member = posts.make_holder(scene.east, Role.MEMBER, "吴党员")
    addresses = [
        f"/registers/{register.public_id}/", f"/registers/{register.public_id}/lines/",
        f"/registers/lines/{line.public_id}/", f"/registers/definitions/{register.public_id}/",
        f"/registers/{register.public_id}/sheet.xlsx",
    ]  # fmt: skip
    for address in addresses:
        assert browser(stranger).get(address).status_code == 404, address
        assert browser(member).get(address).status_code == 404, address
    west = browser(scene.west_account)
    assert west.get(f"/registers/lines/{line.public_id}/").status_code == 404
    assert line.organization.name not in west.get(f"/registers/{register.public_id}/lines/").content.decode()
    assert west.get(f"/registers/{register.public_id}/?body={scene.east.public_id}").status_code == 404


def test_lists_cost_the_same_however_long(scene: Scene) -> None:
    register = make.published(scene)
    client = browser(scene.officer_account)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/registers/{register.public_id}/")
            client.get(f"/registers/{register.public_id}/lines/")
            client.get(f"/registers/{register.public_id}/waiting/")
            client.get("/registers/all/")
        counts.append(len(queries))
        for place in range(5):
            posts.make_body(f"新{number}{place}村党支部", parent=scene.township)
        make.filled(scene, register, west=bool(number))
    assert counts[0] >= counts[1] - 1
    assert counts[1] <= 60


def test_a_shipped_definition_is_copied_and_filled(scene: Scene) -> None:
    for key in book.shipped():
        assert "出处" in see(scene.officer_account, f"/registers/definitions/shipped/{key}/")
    address = send(scene.officer_account, "/registers/definitions/shipped/contact_households/copy/")["Location"]
    register = Register.objects.get()
    assert register.derived_from == "contact_households@1"
    send(scene.officer_account, f"{address}publication/", revision=1)
    home = f"/registers/{register.public_id}/bodies/{scene.east.public_id}/new/"
    said = {"version": 1, "revision": 0, "period": "", "name": "王大娘", "v_door": "3 组 8 号", "v_requests": "修路灯"}
    send(scene.secretary_account, home, **said)
    line = Entry.objects.get()
    assert (line.state, line.name) == (State.CONFIRMED, "王大娘")
    send(scene.secretary_account, f"/registers/lines/{line.public_id}/closing/", reason="已搬走")
    line.refresh_from_db()
    assert line.closed_on == ON


def test_the_home_page_says_what_to_fill_and_what_to_confirm(scene: Scene) -> None:
    register = make.published(scene)
    late = date(2027, 1, 20)
    (to_fill,) = answered(items(scene.secretary, late))
    assert (to_fill.title, to_fill.level, to_fill.minutes) == ("填台账《集体收入台账》", "late", 5)
    assert to_fill.due_on == date(2027, 1, 10)
    assert list(answered(items(scene.organizer, ON))) == []
    make.filled(scene, register)
    assert [one.title for one in answered(items(scene.secretary, ON))] == []
    (to_confirm,) = answered(items(scene.organizer, ON))
    assert to_confirm.title == "核对《集体收入台账》1 条"
    assert "选中的核对通过" in see(scene.organizer_account, to_confirm.address)
    who = scene.secretary
    with CaptureQueriesContext(connection) as queries:
        answered(items(who, ON))
    assert len(queries) == 3
