from io import BytesIO

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
from dangjian.affairs.newcomers.agenda import items
from dangjian.affairs.newcomers.models import Listed, Listing, Match, Profile
from dangjian.affairs.newcomers.tests.make import ON, Scene, code, make_scene, make_unit
from dangjian.affairs.newcomers.tests.test_services import workbook
from dangjian.affairs.organizations.models import Unit
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.queries import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


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
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_coverage_says_what_it_rests_on_and_opens_to_its_list(scene: Scene) -> None:
    page = see(scene.officer_account, "/newcomers/?field=private_firm")
    assert "75.0%" in page
    assert "3 ÷ 4" in page
    assert "/newcomers/units/?field=private_firm&amp;state=none" in page
    listed = see(scene.officer_account, "/newcomers/units/?field=private_firm&state=none")
    assert "石桥镇明远建材有限公司" in listed
    assert "石桥镇长河机械有限公司" not in listed


def test_the_file_holds_the_columns_and_rows_of_the_list(scene: Scene) -> None:
    answer = browser(scene.officer_account).get("/newcomers/units/?field=private_firm&format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:4] == ["单位", "统一社会信用代码", "领域", "责任党组织"]
    by_name = {row[0]: row for row in rows[1:]}
    assert len(by_name) == 5
    assert by_name["石桥镇长河机械有限公司"][1:8] == [
        code(1), "非公企业", "长河机械党支部", "长河机械党支部", 80, 1, "单独组建",
    ]  # fmt: skip
    assert by_name["石桥镇空谷商务有限公司"][7:] == ["不计入", "无人无场地"]


def test_members_on_a_roll_are_counted_and_not_asked(scene: Scene) -> None:
    unit = scene.units["own"]
    assert "党员名册" in see(scene.secretary_account, f"/newcomers/units/{unit.public_id}/")
    form = see(scene.secretary_account, f"/newcomers/units/{unit.public_id}/details/")
    assert 'name="members"' not in form
    answer = send(scene.secretary_account, f"/newcomers/units/{unit.public_id}/details/", staff=88, has_union="on")
    assert answer.status_code == 302
    assert Profile.objects.get(unit=unit).staff == 88
    other = scene.units["none"]
    assert 'name="members"' in see(scene.organizer_account, f"/newcomers/units/{other.public_id}/details/")


def test_a_unit_that_could_have_a_branch_says_so_with_the_article(scene: Scene) -> None:
    page = see(scene.officer_account, f"/newcomers/units/{scene.units['joint'].public_id}/")
    assert "可以单独组建" in page
    assert "支部工作条例" in page


def test_a_condition_without_a_reason_comes_back_with_the_form(scene: Scene) -> None:
    unit = scene.units["none"]
    answer = send(scene.officer_account, f"/newcomers/units/{unit.public_id}/condition/", condition="shell", reason="")
    assert answer.status_code == 422
    assert "写明原因" in answer.content.decode()
    answer = send(
        scene.officer_account, f"/newcomers/units/{unit.public_id}/condition/", condition="shell", reason="无人"
    )
    assert answer.status_code == 302
    assert "3 ÷ 3" in see(scene.officer_account, "/newcomers/?field=private_firm")


def test_others_see_only_their_own(scene: Scene) -> None:
    far = see(scene.outsider_account, "/newcomers/units/")
    assert "云岭镇茶叶专业协会" in far
    assert "石桥镇" not in far
    unit = scene.units["none"]
    for part in ("", "details/", "condition/"):
        address = f"/newcomers/units/{unit.public_id}/{part}"
        assert browser(scene.outsider_account).get(address).status_code == 404
    assert send(scene.outsider_account, f"/newcomers/units/{unit.public_id}/details/", staff=1).status_code == 404
    member = posts.make_holder(scene.branch, Role.MEMBER, "王群众")
    for address in ("/newcomers/", "/newcomers/units/", "/newcomers/lists/"):
        assert browser(member).get(address).status_code in (403, 404)


def test_a_list_comes_in_and_is_decided_line_by_line(scene: Scene) -> None:
    file = SimpleUploadedFile("名单.xlsx", workbook(
        ("企业名称", "统一社会信用代码", "从业人数"),
        ("石桥镇长河机械有限公司", code(1), 95), ("石桥镇新禾食品有限公司", code(77), 26),
    ))  # fmt: skip
    data = {"field": "private_firm", "source": "县市场监督管理局", "made_on": "2026-11-20", "file": file}
    answer = send(scene.officer_account, "/newcomers/lists/new/", **data)
    listing = Listing.objects.get()
    assert answer["Location"] == f"/newcomers/lists/{listing.public_id}/"
    page = see(scene.officer_account, str(answer["Location"]))
    assert "石桥镇新禾食品有限公司" in page
    line = Listed.objects.get(match=Match.UNKNOWN)
    address = f"/newcomers/lists/lines/{line.public_id}/"
    assert "登记为单位" in see(scene.officer_account, address)
    (item,) = answered(items(posts.actor_of(scene.officer_account), ON))
    assert "条待处理" in item.words
    sent = send(scene.officer_account, f"{address}admission/", answering=str(scene.township.public_id))
    assert sent.status_code == 302
    assert Unit.objects.filter(credit_code=code(77), answering_body=scene.township).exists()
    missing = Listed.objects.filter(match=Match.MISSING)[0]
    settle = f"/newcomers/lists/lines/{missing.public_id}/decision/"
    assert send(scene.officer_account, settle, decision="kept", words="").status_code == 422
    assert send(scene.officer_account, settle, decision="kept", words="去年迁来，名单滞后").status_code == 302
    assert browser(scene.organizer_account).get(address).status_code == 404


def test_the_pages_cost_the_same_whatever_they_show(scene: Scene) -> None:
    client = browser(scene.officer_account)
    for address in ("/newcomers/", "/newcomers/units/"):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for number in range(10):
            make_unit(scene.township, f"石桥镇新企{number}", 100 + number, staff=3)
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few) <= 16
        Unit.objects.filter(name__startswith="石桥镇新企").exclude(pk__in=[]).update(name="石桥镇旧企", credit_code="")
