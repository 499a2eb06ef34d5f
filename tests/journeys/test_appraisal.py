"""An anonymous appraisal on a phone: opened by the secretary, voted on by a member, counted, decided, told to each."""

import re

import pytest
from playwright.sync_api import Page, expect

from dangjian.activities.appraisals import services
from dangjian.activities.appraisals.models import Appraisal, Grading
from dangjian.activities.appraisals.rules import Grade
from dangjian.activities.appraisals.tests import make
from dangjian.activities.appraisals.tests.make import Voters
from dangjian.affairs.posts.tests.make import actor_of
from dangjian.foundation.time import today
from tests.journeys.conftest import Enter
from tests.journeys.phone import at_hand, shown

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
VOTER = "李秀英"
PAGE = re.compile(r"/appraisals/[0-9a-f-]{36}/$")


def open_it(page: Page) -> None:
    """From the home page to the appraisal, the day and the way as they stand in the form."""
    page.goto("/")
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("navigation", name="平台").get_by_role("link", name="党内活动").click()
    page.get_by_role("button", name="会议记录").click()
    page.get_by_role("link", name="民主评议", exact=True).click()
    expect(page.get_by_role("heading", name="民主评议党员")).to_be_visible()
    shown(page, "appraisal-1-none")
    page.get_by_role("link", name="开展民主评议").click()
    expect(page.get_by_text("今天名册上 6 人")).to_be_visible()
    shown(page, "appraisal-2-new")
    page.get_by_role("button", name="建立").click()
    page.wait_for_url(PAGE)
    expect(page.get_by_text("已投 0 票，可投 6 票")).to_be_visible()
    shown(page, "appraisal-3-voting")


def vote(page: Page) -> None:
    """From one's home page to a ballot of one's own; afterwards the page holds nothing of it."""
    page.goto("/")
    page.get_by_role("link", name="去投票").first.click()
    expect(page.get_by_role("heading", name="民主评议投票")).to_be_visible()
    expect(page.get_by_role("group", name=VOTER)).to_have_count(0)
    page.get_by_role("group", name="陈国栋").get_by_role("radio", name="优秀").check()
    page.get_by_role("group", name="王建军").get_by_role("radio", name="基本合格").check()
    shown(page, "appraisal-4-ballot")
    page.get_by_role("button", name="投票").click()
    expect(page.get_by_text("您已经投过票了")).to_be_visible()
    shown(page, "appraisal-5-voted")
    assert page.get_by_role("radio", checked=True).count() == 0
    assert page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").count("excellent") == 0


def others_vote(voters: Voters, appraisal: Appraisal) -> None:
    for name, account in voters.accounts.items():
        if name != VOTER:
            said = make.choices(voters, name, 陈国栋=Grade.EXCELLENT)
            services.cast(by=actor_of(account, today()), appraisal=appraisal, choices=said)


def decide(page: Page, appraisal: Appraisal) -> None:
    """Open the urn, keep the grades as the ballots have them but for one, which needs its reason."""
    page.goto(f"/appraisals/{appraisal.public_id}/")
    expect(page.get_by_text("已投 6 票")).to_be_visible()
    page.get_by_text("结束测评").click()
    page.get_by_role("button", name="结束并开箱").click()
    expect(page.get_by_text("收到 6 票").first).to_be_visible()
    shown(page, "appraisal-6-counted")
    page.get_by_role("link", name="登记评定的等次").click()
    expect(page.get_by_label("陈国栋的等次")).to_have_value("excellent")
    page.get_by_label("王建军的等次").select_option(label="优秀")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("测评票最多的是合格，请写一句原因").first).to_be_visible()
    shown(page, "appraisal-7-reason")
    page.get_by_label("王建军的原因").fill("抗旱中带头，会上评定")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(PAGE)
    expect(page.get_by_text("优秀超过三分之一")).to_be_visible()
    shown(page, "appraisal-8-decided")


def talk_and_list(page: Page, voters: Voters) -> None:
    """A talk noted with three taps, no text asked; a problem of a member listed."""
    branch = voters.scene.branch.public_id
    page.goto(f"/appraisals/talks/{branch}/")
    page.get_by_label("谁", exact=True).select_option(label="王建军")
    page.get_by_role("checkbox", name="赵玉兰").check()
    shown(page, "appraisal-11-talk")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("王建军、赵玉兰")).to_be_visible()
    shown(page, "appraisal-12-talks")
    page.goto(f"/appraisals/problems/{branch}/")
    page.get_by_label("问题", exact=True).fill("入户走访少")
    page.get_by_label("是谁的").select_option(label="王建军")
    page.get_by_role("button", name="列出").click()
    expect(page.get_by_text("待本人认领").first).to_be_visible()
    shown(page, "appraisal-13-problems")


def accept(page: Page) -> None:
    """The member takes the problem on, on their own page, the day filled in."""
    page.goto("/appraisals/mine/")
    shown(page, "appraisal-14-mine-problem")
    page.get_by_label("怎么改").fill("每月走访一次")
    page.get_by_role("button", name="认领", exact=True).click()
    expect(page.get_by_text("整改中")).to_be_visible()


def test_an_anonymous_appraisal_from_opening_to_result(enter: Enter) -> None:
    voters = make.make_voters()
    secretary = voters.scene.secretary_account
    open_it(at_hand(enter, secretary))
    appraisal = Appraisal.objects.get()
    vote(at_hand(enter, voters.accounts[VOTER]))
    others_vote(voters, appraisal)
    page = at_hand(enter, secretary)
    decide(page, appraisal)
    talk_and_list(page, voters)

    page = at_hand(enter, voters.accounts["王建军"])
    page.goto("/appraisals/mine/")
    expect(page.get_by_text("优秀")).to_be_visible()
    expect(page.get_by_text("抗旱中带头，会上评定")).to_be_visible()
    expect(page.get_by_text("陈国栋")).to_have_count(0)
    accept(page)
    shown(page, "appraisal-9-mine")
    above = at_hand(enter, voters.scene.organizer_account)
    above.goto(f"/appraisals/{appraisal.public_id}/")
    expect(above.get_by_role("heading", name="评定结果（人数）")).to_be_visible()
    expect(above.get_by_text("王建军")).to_have_count(0)
    shown(above, "appraisal-10-above")
    grading = Grading.objects.get(member=voters.member_id("王建军"))
    assert (grading.grade, grading.counts) == ("excellent", (0, 4, 1, 0))
