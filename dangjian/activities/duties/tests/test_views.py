"""Pages of duties: what one's own branch owes, how a township stands, who is behind, and what strangers see."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from dangjian.access.actors import Actor
from dangjian.access.once import mint
from dangjian.activities.duties.agenda import items
from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import Explanation, LocalDuty, Plan, Reckoning, Theme
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of, make_body, make_county, make_holder, make_township
from dangjian.foundation.time import today
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.evidence.kinds import Kind
from dangjian.procedures.evidence.tests.make import make_evidence

pytestmark = pytest.mark.django_db
Visit = Callable[[Account], Client]


class Scene:
    """A county with a township and two branches; one of them did this month's theme day."""

    def __init__(self) -> None:
        self.county = make_county()
        self.town = make_township(self.county)
        self.done = make_body("东河村党支部", parent=self.town)
        self.late = make_body("西山村党支部", parent=self.town)
        self.officer = make_holder(self.county, Role.COUNTY_OFFICER)
        self.organizer = make_holder(self.town, Role.TOWNSHIP_ORGANIZER, "陈国栋")
        self.secretary = make_holder(self.late, Role.SECRETARY, "李秀英")
        self.stranger = make_holder(make_body("南坡村党支部", parent=make_township(self.county)), Role.SECRETARY)
        for year in (today().year - 1, today().year):
            Reckoning.objects.create(county_id=self.county.pk, year=year)
            reckon(self.county.pk, year)
        make_evidence(self.by(self.secretary), self.done, Kind.THEME_DAY, on=today())

    @staticmethod
    def by(account: Account) -> Actor:
        return actor_of(account, today())


@pytest.fixture
def scene() -> Scene:
    return Scene()


def visitor(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, address: str, **words: object) -> "object":
    return visitor(account).post(address, {"once": mint(account.epoch), **words})


def test_a_secretary_sees_what_is_due_why_and_how(scene: Scene) -> None:
    page = visitor(scene.secretary).get("/duties/").content.decode()
    assert "主题党日" in page
    assert "支部工作条例" in page
    assert "再开展 1 次主题党日并写记录" in page


def test_compliance_leads_to_who_is_behind_and_why(scene: Scene) -> None:
    client = visitor(scene.officer)
    page = client.get("/duties/compliance/").content.decode()
    assert "石桥镇" in page
    behind = client.get(f"/duties/compliance/{scene.county.public_id}/behind/?period=last-year").content.decode()
    assert "西山村党支部" in behind
    assert "未开展，已过" in behind
    inside = client.get(f"/duties/compliance/{scene.town.public_id}/?kind=theme_day&period=month").content.decode()
    assert inside.index("东河村党支部") < inside.index("西山村党支部")


def test_a_record_changes_branch_and_roll_up_at_once(scene: Scene) -> None:
    client = visitor(scene.organizer)
    address = f"/duties/compliance/{scene.town.public_id}/?kind=theme_day&period=month"
    before = client.get(address).content.decode().count('data-label="已开展" class="num">1<')
    make_evidence(scene.by(scene.secretary), scene.late, Kind.THEME_DAY, on=today(), source="meetings.meeting:2")
    assert client.get(address).content.decode().count('data-label="已开展" class="num">1<') == before + 1


def test_pages_and_workbooks_open(scene: Scene) -> None:
    client = visitor(scene.officer)
    for address in (
        "/duties/", f"/duties/bodies/{scene.done.public_id}/", f"/duties/bodies/{scene.done.public_id}/?year=x",
        "/duties/local/", "/duties/local/new/", "/duties/plans/", "/duties/themes/", "/duties/themes/new/",
        "/duties/compliance/?format=xlsx", f"/duties/compliance/{scene.town.public_id}/behind/?format=xlsx",
    ):  # fmt: skip
        assert client.get(address).status_code == 200, address


def test_a_duty_due_has_its_paper_to_write_by_hand(scene: Scene) -> None:
    client = visitor(scene.secretary)
    found = re.search(r'href="(/duties/bodies/[^"]+/paper/[^"]*)"', client.get("/duties/").content.decode())
    assert found
    address = unescape(found[1])
    page = client.get(address).content.decode()
    for words in ("西山村党支部", "依据", "完成时限", "党组织书记签名", "data-print"):
        assert words in page
    file = Document(BytesIO(client.get(address.replace("/paper/", "/paper.docx")).content))
    text = "\n".join(one.text for one in file.paragraphs)
    for words in ("情况（手写用）", "西山村党支部", "《", "＿＿＿＿", "党组织书记签名"):
        assert words in text
    bare = address.split("?", maxsplit=1)[0]
    assert client.get(bare).status_code == 302
    for one in (address, address.replace("/paper/", "/paper.docx"), bare):
        assert visitor(scene.stranger).get(one).status_code == 404


def test_a_stranger_sees_nothing(scene: Scene) -> None:
    client = visitor(scene.stranger)
    for address in (
        f"/duties/bodies/{scene.late.public_id}/", f"/duties/compliance/{scene.town.public_id}/",
        f"/duties/compliance/{scene.town.public_id}/behind/", "/duties/local/new/", "/duties/themes/new/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_missed_duty_is_explained(scene: Scene) -> None:
    start = date(today().year - 1, 1, 1)
    address = f"/duties/bodies/{scene.late.public_id}/explanation/?duty=meetings.theme_day&start={start}"
    assert "没有开展的原因" in visitor(scene.secretary).get(address).content.decode()
    assert send(scene.secretary, address, words="汛期抢险").status_code == 302  # type: ignore[attr-defined]
    assert Explanation.objects.get().words == "汛期抢险"
    page = visitor(scene.officer).get(f"/duties/bodies/{scene.late.public_id}/?year={start.year}").content.decode()
    assert "未开展，已说明" in page


@pytest.mark.parametrize("query", ["", "?duty=x&start=2026-13-01", "?duty=meetings.theme_day&start=1990-01-01"])
def test_an_odd_address_finds_nothing(scene: Scene, query: str) -> None:
    address = f"/duties/bodies/{scene.late.public_id}/explanation/{query}"
    answer = visitor(scene.secretary).get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/duties/bodies/{scene.late.public_id}/")


def test_the_county_sets_a_duty_and_a_theme(scene: Scene) -> None:
    typed = {"name": "党课每季度一次", "kind": "lecture", "every": "quarter", "times": 1, "bodies": ["branch"],
             "from_day": today().isoformat(), "basis": "清组通〔2026〕1号"}  # fmt: skip
    look = send(scene.officer, "/duties/local/new/", **typed, look="1").content.decode()  # type: ignore[attr-defined]
    assert re.search(r"\d+ 个党组织，每个一年 4 次，每次约 60 分钟，一年合计约 \d+ 小时", look)
    assert not LocalDuty.objects.exists()
    assert send(scene.officer, "/duties/local/new/", **typed).status_code == 302  # type: ignore[attr-defined]
    again = send(scene.officer, "/duties/local/new/", **typed, look="1").content.decode()  # type: ignore[attr-defined]
    assert "已有“党课每季度一次（每季度1次）”" in again
    assert LocalDuty.objects.get().every == "quarter"
    loose = typed | {"kind": "theme_day", "every": "year"}
    refused = send(scene.officer, "/duties/local/new/", **loose)
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "只能更严" in refused.content.decode()  # type: ignore[attr-defined]
    ending = f"/duties/local/{LocalDuty.objects.get().public_id}/ending/"
    assert send(scene.officer, ending, until_day=today().isoformat()).status_code == 302  # type: ignore[attr-defined]
    month = {"month": f"{today():%Y-%m}", "title": "学习全会精神", "readings": "公报", "flow": ""}
    assert send(scene.officer, "/duties/themes/new/", **month).status_code == 302  # type: ignore[attr-defined]
    assert Theme.objects.get().title == "学习全会精神"
    assert "学习全会精神" in visitor(scene.secretary).get("/duties/").content.decode()


def test_a_plan_is_drafted_changed_handed_up_and_approved(scene: Scene) -> None:
    send(scene.secretary, f"/duties/bodies/{scene.late.public_id}/plan/", year=str(today().year))
    plan = Plan.objects.get()
    page = f"/duties/plans/{plan.public_id}/"
    assert "主题党日" in visitor(scene.secretary).get(page).content.decode()
    assert f"重新拟订{plan.year}年计划" in visitor(scene.secretary).get("/duties/plans/").content.decode()
    item = plan.items.order_by("on").first()
    assert item is not None
    changed = {"on_day": item.on.isoformat(), "kinds": ["theme_day", "lecture"], "theme": "红色教育"}
    assert send(scene.secretary, f"/duties/plans/days/{item.public_id}/", **changed).status_code == 302  # type: ignore[attr-defined]
    send(scene.secretary, f"/duties/plans/days/{item.public_id}/removal/")
    assert "还没排上" in visitor(scene.secretary).get(page).content.decode()
    assert send(scene.secretary, f"{page}days/", **changed).status_code == 302  # type: ignore[attr-defined]
    paper = Document(BytesIO(visitor(scene.organizer).get(f"{page}plan.docx").content))
    assert "红色教育" in [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    send(scene.secretary, f"{page}submission/")
    send(scene.organizer, f"{page}return/", words="加一次党课")
    plan.refresh_from_db()
    assert (plan.state, plan.words) == ("draft", "加一次党课")
    send(scene.secretary, f"{page}submission/")
    assert send(scene.secretary, f"{page}approval/").status_code == 404  # type: ignore[attr-defined]
    send(scene.organizer, f"{page}approval/")
    plan.refresh_from_db()
    assert plan.state == "approved"
    assert f"拟订{plan.year}年计划" not in visitor(scene.secretary).get("/duties/plans/").content.decode()


def test_the_home_page_says_what_is_near_and_what_was_missed(
    scene: Scene, django_assert_max_num_queries: Callable[..., object]
) -> None:
    actor = scene.by(scene.secretary)
    found = answered(items(actor, today()))
    assert any("没有开展" in item.title for item in found)
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]  # one for the county's own values
        answered(items(actor, today()))


def test_who_approves_a_plan_finds_it_at_home(scene: Scene) -> None:
    send(scene.secretary, f"/duties/bodies/{scene.late.public_id}/plan/", year=str(today().year))
    plan = Plan.objects.get()

    def cards(account: Account) -> list[str]:
        return [item.title for item in answered(items(scene.by(account), today())) if "计划" in item.title]

    assert cards(scene.organizer) == []
    send(scene.secretary, f"/duties/plans/{plan.public_id}/submission/")
    assert cards(scene.organizer) == [f"批复西山村党支部{today().year}年组织生活计划"]
    assert cards(scene.officer) == cards(scene.secretary) == cards(scene.stranger) == []
    send(scene.organizer, f"/duties/plans/{plan.public_id}/approval/")
    assert cards(scene.organizer) == []


def make_many(scene: Scene, number: int) -> list[Organization]:
    return [make_body(f"第{place}党支部", parent=scene.town) for place in range(number)]


def test_pages_cost_few_queries(scene: Scene, django_assert_max_num_queries: Callable[..., object]) -> None:
    make_many(scene, 30)
    reckon(scene.county.pk, today().year)
    client = visitor(scene.officer)
    client.get("/duties/compliance/")
    for address in (
        f"/duties/compliance/{scene.town.public_id}/", f"/duties/compliance/{scene.town.public_id}/behind/",
        f"/duties/bodies/{scene.late.public_id}/", "/duties/", "/duties/plans/", "/duties/local/", "/duties/themes/",
    ):  # fmt: skip
        with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
            client.get(address)
