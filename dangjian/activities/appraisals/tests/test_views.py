from collections.abc import Mapping
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from dangjian.access import once
from dangjian.access.models import AuditRow, OnceKey
from dangjian.activities.appraisals.models import Appraisal, Grading, State
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.activities.meetings.tests.make import EVENING, ON
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.tests import make as posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(monkeypatch: pytest.MonkeyPatch) -> Voters:
    for name in ("appraising", "balloting", "own"):
        module = f"dangjian.activities.appraisals.views.{name}"
        monkeypatch.setattr(f"{module}.now", lambda: EVENING, raising=False)
        monkeypatch.setattr(f"{module}.today", lambda: ON, raising=False)
    return make.make_voters()


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send(account: Account, address: str, **data: str) -> int:
    said: Mapping[str, str] = {"once": once.mint(account.epoch), **data}
    return int(browser(account).post(address, said).status_code)


def test_opened_by_mistake_it_is_called_off_on_its_page(voters: Voters) -> None:
    page = f"/appraisals/{make.opened(voters).public_id}/"
    secretary = voters.scene.secretary_account
    assert "建错了？撤回" in see(secretary, page)
    assert "建错了？撤回" not in see(voters.scene.organizer_account, page)
    assert send(voters.scene.organizer_account, f"{page}calling-off/", reason="重来") == 404
    assert send(secretary, f"{page}calling-off/", reason="日期填错了") == 302
    assert browser(secretary).get(page).status_code == 404


def test_an_opened_urn_is_voided_on_its_page_and_the_ballot_printed(voters: Voters) -> None:
    page = f"/appraisals/{make.counted(voters).public_id}/"
    secretary = voters.scene.secretary_account
    seen = see(secretary, page)
    assert "作废手机测评" in seen
    assert "建错了？撤回" not in seen
    assert send(secretary, f"{page}voiding/", reason="", held_on="2026-11-20") == 422
    assert send(secretary, f"{page}voiding/", reason="名单有误", held_on="2026-11-20") == 302
    assert "名单有误" in see(voters.scene.organizer_account, page)
    assert "测评票、计票表" in see(secretary, page)
    paper = Document(BytesIO(browser(secretary).get(f"{page}paper.docx").content))
    names = [[row.cells[0].text for row in table.rows] for table in paper.tables]
    assert names == [["姓名", "陈国栋", "李秀英", "王建军", "赵玉兰", "孙志强"]] * 2
    assert browser(voters.scene.organizer_account).get(f"{page}paper.docx").status_code == 404


def test_from_opening_to_ones_own_result(voters: Voters) -> None:
    secretary = voters.scene.secretary_account
    assert "今天名册上 6 人" in see(secretary, "/appraisals/new/")
    assert send(secretary, "/appraisals/new/", held_on="2026-11-20", way="phones") == 302
    page = f"/appraisals/{Appraisal.objects.get().public_id}/"
    for name, account in voters.accounts.items():
        assert "投票" in see(account, "/appraisals/mine/")
        paper = see(account, f"{page}ballot/")
        assert ("<legend>陈国栋</legend>" in paper) == (name != "陈国栋")
        assert send(account, f"{page}ballot/", m1="excellent", m2="qualified", salt="a") == 302 or name == "陈国栋"
        if name == "陈国栋":
            assert "您已经投过票了" in see(account, f"{page}ballot/")
    assert "可投 6 票" in see(secretary, page)
    assert send(secretary, f"{page}counting/") == 302
    assert "按测评票最多的预填" in see(secretary, f"{page}decision/")
    told = {f"g{number}": "qualified" for number in range(1, 6)} | {f"r{number}": "会上评定" for number in range(1, 6)}
    assert send(secretary, f"{page}decision/", decided_by="congress", **told) == 302
    assert Appraisal.objects.get().state == State.DECIDED
    mine = see(voters.accounts["李秀英"], "/appraisals/mine/")
    assert "合格" in mine
    assert "陈国栋" not in mine


def test_a_decision_without_its_reason_keeps_what_was_typed(voters: Voters) -> None:
    appraisal, secretary = make.counted(voters), voters.scene.secretary_account
    told = {f"g{number}": "basic" for number in range(1, 6)} | {"r1": "只写了一个"}
    answer = browser(secretary).post(
        f"/appraisals/{appraisal.public_id}/decision/",
        {"once": once.mint(secretary.epoch), "decided_by": "congress", **told},
    )
    assert answer.status_code == 422
    assert "只写了一个" in answer.content.decode()
    assert not Grading.objects.exclude(grade="").exists()


def test_above_the_branch_there_are_counts_and_days_and_the_reading_is_kept(voters: Voters) -> None:
    appraisal = make.decided(voters)
    page = see(voters.scene.organizer_account, f"/appraisals/{appraisal.public_id}/")
    assert "评定结果（人数）" in page
    assert "李秀英" not in page
    assert AuditRow.objects.filter(action="appraisal.read").count() == 1
    assert "李秀英" in see(voters.scene.secretary_account, f"/appraisals/{appraisal.public_id}/")
    assert AuditRow.objects.filter(action="appraisal.read").count() == 1


def test_clerks_members_strangers_and_villagers_find_nothing(voters: Voters) -> None:
    appraisal = make.decided(voters)
    page = f"/appraisals/{appraisal.public_id}/"
    stranger = posts.make_holder(voters.scene.other, Role.SECRETARY, "钱外人")
    for account in (voters.scene.clerk_account, voters.accounts["李秀英"], stranger):
        assert browser(account).get(page).status_code == 404
        assert send(account, f"{page}counting/") == 404
    assert browser(stranger).get(f"{page}ballot/").status_code == 404
    assert browser(voters.scene.secretary_account).get(f"{page}ballot/").status_code == 404
    assert Client().get(page).status_code == 302


def test_the_answer_kept_of_a_ballot_says_nothing_of_it(voters: Voters) -> None:
    appraisal = make.opened(voters)
    account = voters.accounts["李秀英"]
    assert send(account, f"/appraisals/{appraisal.public_id}/ballot/", m1="excellent", salt="one") == 302
    kept = OnceKey.objects.get(account_id=account.pk)
    assert "excellent" not in f"{kept.body}{kept.location}{kept.route}"
    row = AuditRow.objects.get(action="appraisal.cast")
    assert row.words == ""


def test_ones_record_names_the_year_and_leads_to_the_grade(voters: Voters) -> None:
    make.decided(voters)
    page = see(voters.accounts["李秀英"], "/my-record/")
    assert "等次只告诉本人" in page
    assert "/appraisals/mine/" in page


def test_the_list_takes_few_queries(voters: Voters) -> None:
    make.decided(voters)
    client = browser(voters.scene.organizer_account)
    client.get("/appraisals/")
    with CaptureQueriesContext(
        connection,
    ) as said:
        assert "东河村党支部" in client.get("/appraisals/").content.decode()
    assert len(said) <= 15
