"""The pages: set, collect, hand up, confirm, publish, undo; and what a stranger and those above see."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client

from dangjian.access import once
from dangjian.access.models import AuditRow, OnceKey
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dues import services
from dangjian.affairs.dues.models import Assessment, Entry, Kind, Statement
from dangjian.affairs.dues.reminders import open_cases
from dangjian.affairs.dues.tests.make import (
    JANUARY,
    NOVEMBER,
    OCTOBER,
    TODAY,
    Scene,
    assess,
    balance,
    make_scene,
    pay,
    salaried,
)
from dangjian.affairs.posts.tests import make as posts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.affairs.dues.views.reached.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


class Visitor:
    """A browser of an account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = Client()
        self.client.force_login(account)

    def get(self, address: str, **query: str) -> HttpResponse:
        return self.client.get(address, query)  # type: ignore[return-value]  # what Django's client gives

    def see(self, address: str, **query: str) -> str:
        answer = self.get(address, **query)
        assert answer.status_code == 200, answer.status_code
        return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())

    def send(self, address: str, **data: object) -> HttpResponse:
        epoch = Account.objects.get(pk=self.account.pk).epoch
        return self.client.post(address, {"once": once.mint(epoch), **data})  # type: ignore[return-value]  # likewise


def test_january_is_reckoned_first_and_then_set_and_keeps_no_income(scene: Scene) -> None:
    home = Visitor(scene.secretary)
    keys = [str(member.person.public_id) for member in scene.members]
    page = home.see("/dues/amounts/")
    assert "按领域预填，请核对" in page
    data = {f"payer_{key}": "farmer" for key in keys} | {f"money_{keys[1]}": "0.5"}
    data |= {f"payer_{keys[0]}": "salaried", f"money_{keys[0]}": "6200", f"excluded_{keys[0]}": "1199"}
    shown = home.send("/dues/amounts/", do="preview", **data)
    assert shown.status_code == 422
    words = shown.content.decode()
    assert "5,001.00 × 1.5% = 75.015" in words
    assert "75.02" in words
    assert not Assessment.objects.exists()
    assert home.send("/dues/amounts/", do="save", **data).status_code == 302
    assert sorted(row.cents for row in Assessment.objects.all()) == [20, 50, 7502]
    assert not OnceKey.objects.filter(body__contains="6200").exists()
    assert 'name="payer_' not in home.get("/dues/amounts/").content.decode()  # Set for the year: nothing to type.
    assert home.send("/dues/amounts/", do="save").status_code == 302
    assert Assessment.objects.count() == 3
    sheet = openpyxl.load_workbook(io.BytesIO(home.get("/dues/amounts/?format=xlsx").content)).worksheets[0]
    lines = {row[1].value: row[3].value for row in sheet.iter_rows(min_row=4)}
    assert lines == {row.person.name: row.cents / 100 for row in Assessment.objects.in_force()}
    assert "6200" not in str([[cell.value for cell in row] for row in sheet.iter_rows()])
    again = home.see("/dues/amounts/", year="2027")
    assert "同2026年" in again
    assert "5001" not in again
    assert "5,001" not in again


def test_a_wrong_line_keeps_everything_typed(scene: Scene) -> None:
    home = Visitor(scene.secretary)
    keys = [str(member.person.public_id) for member in scene.members]
    data = {f"payer_{key}": "farmer" for key in keys} | {f"money_{keys[0]}": "五毛"}
    answer = home.send("/dues/amounts/", do="save", **data)
    assert answer.status_code == 422
    assert "认不出是多少元" in answer.content.decode()
    assert not Assessment.objects.exists()


def test_tapped_and_collected(scene: Scene) -> None:
    assess(scene, since=OCTOBER)
    home = Visitor(scene.clerk)
    first, second, _ = (str(member.person.public_id) for member in scene.members)
    page = home.get("/dues/").content.decode()
    assert f'name="dues_{first}"' in page
    assert "应收 6.00 元" in page
    answer = home.send("/dues/", **{f"dues_{first}": "2026-10", f"dues_{second}": "2026-11"})
    assert answer.status_code == 302
    assert "已登记 2 人，共 3.00 元" in home.see("/dues/")
    assert home.send("/dues/").status_code == 422
    assert home.send("/dues/", dues_all="1").status_code == 302
    assert balance(scene.home) == 600


def test_sent_twice_is_written_once(scene: Scene) -> None:
    assess(scene, since=OCTOBER)
    home = Visitor(scene.secretary)
    data = {"once": once.mint(Account.objects.get(pk=scene.secretary.pk).epoch), "dues_all": "1"}
    assert home.client.post("/dues/", data).status_code == 302
    assert home.client.post("/dues/", data).status_code == 302
    assert Entry.objects.count() == 6


def test_from_branch_to_township_on_the_page(scene: Scene) -> None:
    assess(scene, since=OCTOBER)
    home, above = Visitor(scene.secretary), Visitor(scene.organizer)
    home.send("/dues/", dues_all="1")
    assert home.send("/dues/hand-ups/", do="hand", cents="7", day="2026-11-21").status_code == 422
    assert home.send("/dues/hand-ups/", do="hand", cents="6.00", day="2026-11-21").status_code == 302
    assert "等上级确认" in home.see("/dues/hand-ups/")
    assert "等本级确认（1）" in above.see("/dues/hand-ups/")
    entry = Entry.objects.get(kind=Kind.HAND_UP)
    assert home.send(f"/dues/hand-ups/{entry.public_id}/receipt/").status_code == 302
    assert balance(scene.township) == 0
    assert above.send(f"/dues/hand-ups/{entry.public_id}/receipt/").status_code == 302
    assert balance(scene.township) == 600
    assert "上级已确认" in home.see("/dues/hand-ups/")
    assert above.send("/dues/hand-ups/", do="use", use="培训党员", cents="2", day="2026-11-21").status_code == 302
    assert balance(scene.township) == 400


def test_undone_from_the_ledger_and_exported(scene: Scene) -> None:
    assess(scene, since=OCTOBER)
    (entry,) = pay(scene, scene.members[0], NOVEMBER)
    home = Visitor(scene.secretary)
    assert "收缴 王建军0" in home.see("/dues/ledger/")
    assert home.send(f"/dues/ledger/{entry.public_id}/reversal/", words="").status_code == 422
    assert home.send(f"/dues/ledger/{entry.public_id}/reversal/", words="点错了人").status_code == 302
    assert balance(scene.home) == 0
    answer = home.get("/dues/ledger/", format="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)  # type: ignore[union-attr]  # one sheet
    assert [row[5] for row in rows[3:]] == [1, -1]
    assert AuditRow.objects.filter(action="table.export").count() == 1


def test_a_year_is_published_and_read_by_members_and_printed(scene: Scene) -> None:
    assess(scene, since=OCTOBER)
    pay(scene, scene.members[0], OCTOBER, NOVEMBER)
    home = Visitor(scene.secretary)
    assert "本年收缴 2.00" in home.see("/dues/statement/")
    assert home.send("/dues/statement/", words="本年未使用").status_code == 302
    assert Statement.objects.get().figures["kinds"] == {"pay": 200}
    member = Visitor(posts.make_account(scene.members[1].person))
    assert "本年收缴 2.00 元" in member.see("/dues/mine/")
    for address in ("/dues/statement.docx", "/dues/roll.docx"):
        assert home.get(address).content[:2] == b"PK"


def test_the_income_is_shown_once_against_a_reason(scene: Scene) -> None:
    member = scene.members[0]
    row = services.assess(by=scene.by, setting=salaried(member, "6217"), year=2026, on=JANUARY)
    home, page = Visitor(scene.clerk), f"/dues/amounts/{member.person.public_id}/"
    assert "6,217" not in home.see(page)
    home.send(f"/dues/incomes/{row.public_id}/", reason="")
    assert "6,217" not in home.see(page)
    home.send(f"/dues/incomes/{row.public_id}/", reason="核对")
    assert "6,217.00" in home.see(page)
    assert "6,217" not in home.see(page)
    own = Visitor(posts.make_account(member.person))
    assert "6,217.00" in own.see("/dues/mine/")
    for account in (scene.stranger, scene.organizer, scene.officer):
        assert Visitor(account).send(f"/dues/incomes/{row.public_id}/", reason="看看").status_code == 404
        assert Visitor(account).get(page).status_code == 404


def test_one_members_amount_with_what_does_not_count(scene: Scene) -> None:
    member = scene.members[0]
    home, page = Visitor(scene.secretary), f"/dues/amounts/{member.person.public_id}/"
    data = {"payer": "salaried", "received": "6200", "excluded_2": "1199", "month": "2026-01", "reason": ""}
    assert home.send(page, **data).status_code == 302
    row = Assessment.objects.get()
    income = row.income()
    assert row.cents == 7502
    assert income
    assert set(income.excluded) == {"住房公积金"}
    refused = home.send(page, **(data | {"received": "100"}))
    assert refused.status_code == 422
    assert "年内一般不变动" in home.send(page, **(data | {"received": "2200", "month": "2026-11"})).content.decode()


def test_above_there_are_counts_and_no_names(scene: Scene) -> None:
    assess(scene)
    pay(scene, scene.members[0], NOVEMBER)
    open_cases(TODAY)
    above = Visitor(scene.organizer)
    assert above.get("/dues/").status_code == 302
    page = above.see("/dues/tally/")
    assert "石桥镇柳溪村党支部 3 3 1 3 3" in page
    for address in ("/dues/tally/", "/dues/hand-ups/", "/dues/ledger/", "/dues/matters/"):
        assert "王建军" not in above.see(address)
    stranger = Visitor(scene.stranger)
    body = str(scene.home.public_id)
    for address in ("/dues/", "/dues/ledger/", "/dues/amounts/", "/dues/hand-ups/", "/dues/statement/"):
        assert stranger.get(address, body=body).status_code == 404
        assert "王建军" not in stranger.see(address)


def test_a_case_goes_its_way_on_the_page(scene: Scene) -> None:
    assess(scene)
    home, above = Visitor(scene.secretary), Visitor(scene.organizer)
    person = str(scene.members[0].person.public_id)
    data = {"person": person, "kind": "none", "since": "2026-11-01", "until": "2026-12-01", "words": "家中失火"}
    answer = home.send("/dues/matters/new/", **data)
    assert answer.status_code == 302
    page = answer["Location"]
    assert "家中失火" in home.see(page)
    assert above.get(page).status_code == 404
    papers, day = ["本人申请", "支部讨论记录"], str(TODAY)
    assert home.send(f"{page}proposals/", step="discuss", outcome="pass", day=day, papers=papers).status_code == 302
    assert "家中失火" in above.see(page)
    assert above.send(f"{page}decisions/", step="approve", outcome="pass", day=day, words="").status_code == 302
    assert "已批准" in home.see("/dues/matters/")


def test_the_queries_of_a_roll_do_not_grow(
    scene: Scene, django_assert_max_num_queries: "pytest.FixtureRequest"
) -> None:
    for number in range(20):
        scene.members.append(posts.make_member(scene.home, f"党员{number}"))
    assess(scene)
    home = Visitor(scene.secretary)
    home.see("/dues/")
    one = f"/dues/amounts/{scene.members[0].person.public_id}/"
    for address in ("/dues/", "/dues/amounts/", one, "/dues/ledger/", "/dues/hand-ups/", "/dues/matters/"):
        with django_assert_max_num_queries(15):  # type: ignore[operator]  # a fixture of pytest-django
            home.see(address)
    assert date(2026, 1, 1) < TODAY
