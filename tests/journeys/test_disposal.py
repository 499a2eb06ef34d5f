"""A disposal on the pages of the branch, its committee and the person; a renewal on those of county and township."""

import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.disposals.tests import make as disposals
from dangjian.affairs.renewals import services as renewals
from dangjian.affairs.renewals.models import Verdict
from dangjian.affairs.renewals.tests import make as campaigns
from dangjian.foundation.time import today
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.county import PHONE
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


def shown(page: Page, name: str) -> None:
    assert violations(page) == []
    picture(page, name)


def test_the_branch_proposes_the_person_is_heard_and_the_vote_is_counted(enter: Enter) -> None:
    scene = disposals.make_scene()
    home = enter(scene.secretary)
    home.goto("/disposals/new/")
    home.get_by_label("党员", exact=True).select_option(label="王建军")
    home.get_by_label("方式和情形").select_option(label=f"限期改正：{disposals.LOST}")
    home.get_by_label("没有").check()
    shown(home, "disposal-new")
    home.get_by_role("button", name="提出", exact=True).click()
    home.wait_for_load_state()
    home.get_by_label("支部委员会意见").check()
    home.get_by_role("button", name="这一步办好了").click()
    home.wait_for_load_state()
    address = home.url

    above = enter(scene.organizer)
    above.goto(address)
    above.get_by_role("button", name="这一步办好了").click()
    above.wait_for_load_state()
    shown(above, "disposal-filed")

    own = enter(scene.own)
    own.set_viewport_size(PHONE)
    own.goto("/")
    own.get_by_role("link", name="去看看").first.click()
    own.wait_for_load_state()
    own.get_by_label("我的意见").fill("已和支部联系，补交了党费")
    shown(own, "disposal-own-phone")
    own.get_by_role("button", name="保存意见").click()
    own.wait_for_load_state()
    expect(own.get_by_text("补交了党费").first).to_be_visible()

    home = enter(scene.secretary)
    home.goto(address)
    home.get_by_label("调查核实材料").check()
    home.get_by_label("本人意见已听取").check()
    home.get_by_role("button", name="这一步办好了").click()
    home.wait_for_load_state()
    counts = {"应到人数": 9, "实到人数": 8, "收回票数": 9, "赞成": 7, "反对": 1, "弃权": 1}
    for label, number in counts.items():
        home.get_by_label(label).fill(str(number))
    home.get_by_label("支部党员大会决议").check()
    home.get_by_role("button", name="这一步办好了").click()
    home.wait_for_load_state()
    expect(home.get_by_text("比实到 8 人还多").first).to_be_visible()
    shown(home, "disposal-more-ballots-than-voters")
    home.goto("/disposals/")
    shown(home, "disposals")


def test_a_campaign_is_read_by_township_and_its_people_by_their_committees(enter: Enter) -> None:
    scene = campaigns.make_scene()
    on = today()
    row = renewals.consider(by=scene.edits, campaign=scene.campaign, body=scene.village, person=scene.member.person)
    renewals.mark_key(by=scene.edits, campaign=scene.campaign, body=scene.village)
    renewals.review(by=scene.leads, reserve=row, verdict=Verdict.FIT, reviewed_by=["公安机关"], day=on, on=on)
    address = f"/renewals/{scene.campaign.public_id}/"
    county = enter(scene.officer)
    county.goto(address)
    county.get_by_text("加一个阶段").click()
    county.get_by_label("阶段").last.fill("党组织换届")
    county.get_by_label("起", exact=True).fill("2026-11-01")
    county.get_by_label("止", exact=True).fill("2026-12-31")
    county.get_by_role("button", name="保存").click()
    county.wait_for_load_state()
    expect(county.get_by_text("党组织换届").first).to_be_visible()
    shown(county, "renewal")
    county.goto(f"{address}handling/?body={scene.village.public_id}")
    shown(county, "renewal-handling")
    town = enter(scene.organizer)
    town.goto(f"{address}bodies/")
    shown(town, "renewal-bodies")
    town.get_by_role("link", name="登记").first.click()
    town.wait_for_load_state()
    shown(town, "renewal-village")
    town.set_viewport_size(PHONE)
    town.goto(address)
    shown(town, "renewal-phone")
