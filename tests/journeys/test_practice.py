"""An officer who is no programmer writes a procedure of five steps; a village goes by it on a phone."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from dangjian.affairs.dossier.tests.make import make_village
from dangjian.procedures.cases.models import Case, CaseStep
from tests.journeys.accessibility import violations
from tests.journeys.conftest import Enter
from tests.journeys.phone import at_hand, shown
from tests.journeys.pictures import picture

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]


@dataclass(frozen=True, slots=True)
class Written:
    """A step as the officer writes it: what is chosen or filled, by its label."""

    says: str
    chosen: tuple[tuple[str, str], ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


STEPS = (
    Written("党支部提出人选", filled=(("要核对的材料", "报名表"),)),
    Written("党员大会讨论", chosen=(("谁来办", "书记（组织委员、组织部干部）"), ("表决", "党员大会一般决定"))),
    Written("村里公示", filled=(("公示不少于", "5"),)),
    Written("镇党委审核", chosen=(("在哪一级办", "上级党委（工委）"),), filled=(("最迟多久内", "10"),)),
    Written("县里备案", chosen=(("在哪一级办", "县委组织部"),)),
)


def desk(page: Page, name: str) -> None:
    assert violations(page) == []
    picture(page, name)


def write(page: Page, step: Written) -> None:
    page.get_by_role("link", name="加一步", exact=True).last.click()
    page.wait_for_load_state()
    page.get_by_label("做什么").fill(step.says)
    for label, option in step.chosen:
        page.get_by_label(label).first.select_option(label=option)
    for label, words in step.filled:
        page.get_by_label(label).first.fill(words)
    if step.says == "镇党委审核":
        desk(page, "practice-step")
    page.get_by_role("button", name="保存这一步").click()
    page.wait_for_load_state()
    expect(page.get_by_role("link", name=step.says, exact=True)).to_be_visible()


def published(officer: Page) -> None:
    """Write the five steps and publish them."""
    officer.goto("/practices/texts/")
    desk(officer, "practice-texts")
    officer.get_by_role("link", name="写一个程序").click()
    officer.wait_for_load_state()
    officer.get_by_label("程序名称").fill("村级公益岗位选聘")
    officer.get_by_label("依据").fill("县委组织部2026年第12次部务会")
    officer.get_by_role("button", name="下一步：写步骤").click()
    officer.wait_for_load_state()
    for step in STEPS:
        write(officer, step)
    expect(officer.get_by_text("步骤（5）")).to_be_visible()
    desk(officer, "practice-draft")
    officer.get_by_role("button", name="发布", exact=True).click()
    officer.wait_for_load_state()
    expect(officer.get_by_text("已发布。")).to_be_visible()
    desk(officer, "practice-text")


def begun(phone: Page) -> None:
    """Begin a matter, take its first step, and be told that nine ballots of eight people cannot be."""
    phone.goto("/practices/")
    phone.get_by_role("link", name="立项").click()
    phone.wait_for_load_state()
    phone.get_by_label("什么事").fill("选聘两名保洁员")
    shown(phone, "practice-new-phone")
    phone.get_by_role("button", name="立项").click()
    phone.wait_for_load_state()
    phone.get_by_label("报名表").check()
    shown(phone, "practice-turn-phone")
    phone.get_by_role("button", name="这一步办好了").click()
    phone.wait_for_load_state()
    expect(phone.get_by_text("“党支部提出人选”已办。")).to_be_visible()
    phone.get_by_label("应到人数").fill("9")
    phone.get_by_label("实到人数").fill("8")
    phone.get_by_label("收回票数").fill("9")
    phone.get_by_label("赞成").fill("8")
    phone.get_by_role("button", name="这一步办好了").click()
    phone.wait_for_load_state()
    expect(phone.get_by_text("比实到 8 人还多").first).to_be_visible()
    shown(phone, "practice-vote-refused-phone")
    phone.get_by_label("收回票数").fill("8")
    phone.get_by_role("button", name="这一步办好了").click()
    phone.wait_for_load_state()
    expect(phone.get_by_text("“党员大会讨论”已办。")).to_be_visible()


def test_five_steps_written_published_and_begun_on_a_phone(enter: Enter) -> None:
    village = make_village()
    officer = enter(village.officer)
    published(officer)
    begun(at_hand(enter, village.secretary))
    case = Case.objects.get()
    assert CaseStep.objects.get(case=case, outcome="").key == next(
        step["key"] for step in (case.text.steps if case.text else []) if step["says"] == "村里公示"
    )
    officer.goto("/practices/")
    expect(officer.get_by_role("link", name="选聘两名保洁员")).to_be_visible()
    desk(officer, "practice-matters")
    officer.get_by_role("link", name="选聘两名保洁员").click()
    officer.wait_for_load_state()
    expect(officer.get_by_text("应到 9 人，实到 8 人").first).to_be_visible()
    desk(officer, "practice-matter")
