from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dangjian.access import once
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.economy.tests.make import NOON, ON, Scene, make_scene
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.stationed import queries, rules, services
from dangjian.affairs.stationed.agenda import items
from dangjian.affairs.stationed.models import Ground, Need, Part, Stationing
from dangjian.affairs.stationed.services import Sent
from dangjian.procedures.agenda.queries import answered
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
BASIS = "清组通〔2025〕7号"


def sent(name: str = "赵明", since: date = date(2025, 3, 1), part: Part = Part.FIRST, due: date | None = None) -> Sent:
    return Sent(part=part, name=name, home="县水务局", basis=BASIS, since=since, due_on=due)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages speak of the day of the scene."""
    monkeypatch.setattr("dangjian.affairs.stationed.views.today", lambda: ON)


@pytest.fixture
def scene() -> Scene:
    """Three villages must have one: one has, one is vacant, one in another township has one whose term ends soon."""
    found = make_scene()
    for village, ground in (("东河村", Ground.LIFTED), ("西山村", Ground.FOCUS), ("北岭村", Ground.OTHER)):
        services.require(
            by=found.officer, village=found.villages[village], ground=ground, basis=BASIS, since=date(2025, 1, 1)
        )
    services.send(by=found.officer, village=found.villages["东河村"], sent=sent(), on=ON)
    services.send(by=found.officer, village=found.villages["东河村"], sent=sent("钱程", part=Part.MEMBER), on=ON)
    services.send(by=found.officer, village=found.villages["北岭村"], sent=sent("孙立", date(2024, 12, 20)), on=ON)
    services.send(by=found.officer, village=found.villages["南坡村"], sent=sent("李扬"), on=ON)
    return found


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def see(account: Account, address: str) -> str:
    answer = browser(account).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def send_form(account: Account, address: str, **data: object) -> HttpResponse:
    answer: HttpResponse = browser(account).post(address, {"once": once.mint(account.epoch), **data})  # type: ignore[assignment]
    return answer


def test_a_usual_term_is_that_of_the_rule() -> None:
    assert rules.until(date(2024, 2, 29), ON) == date(2026, 2, 28)
    assert rules.until(date(2025, 3, 1), ON) == date(2027, 3, 1)
    assert "待核实" in rules.term(ON).citation
    assert len(rules.required(ON).listing) == len(Ground)


def test_coverage_is_over_the_villages_that_must_have_one(scene: Scene) -> None:
    actor = scene.officer.narrowed(Permission.PLACE_VIEW)
    lines = queries.lines_of(list(queries.found(actor, queries.Chosen(), ON)), ON)
    found = queries.tally(lines, ON)
    assert (found.required, found.covered, found.vacant, found.beyond, found.ending, found.people) == (3, 2, 1, 1, 1, 4)
    assert found.coverage == "66.7%"
    page = see(scene.officer_account, "/stationed/")
    assert "2 ÷ 3" in page
    assert "西山村" in page  # A vacancy is shown, with the article.
    assert "选派驻村第一书记" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=vacant", {"西山村"}), ("state=covered", {"东河村", "北岭村"}), ("state=ending", {"北岭村"}),
        ("state=stationed", {"东河村", "北岭村", "南坡村"}), ("ground=focus", {"西山村"}),
        ("words=水务", {"东河村", "北岭村", "南坡村"}),
    ],
)  # fmt: skip
def test_each_figure_opens_to_its_list(scene: Scene, query: str, names: set[str]) -> None:
    page = BeautifulSoup(see(scene.officer_account, f"/stationed/villages/?{query}"), "html.parser")
    assert {link.text for link in page.select("a[data-open]")} == names


def test_the_file_is_the_list(scene: Scene) -> None:
    answer = browser(scene.officer_account).get("/stationed/villages/?state=required&format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == ["村", "东河村", "西山村", "北岭村"]
    assert rows[1][3:5] == ["赵明", "县水务局"]
    assert rows[1][7] == "钱程（县水务局）"
    assert rows[2][8] == "空缺"


def test_a_village_has_one_first_secretary_and_the_next_comes_after(scene: Scene) -> None:
    village = scene.villages["东河村"]
    with pytest.raises(RuleBreach, match="已有第一书记赵明"):
        services.send(by=scene.officer, village=village, sent=sent("周正", date(2026, 11, 1)), on=ON)
    row = Stationing.objects.get(name="赵明")
    with pytest.raises(RuleBreach, match="不满2年") as breach:
        services.leave(by=scene.officer, stationing=row, on=date(2026, 11, 1), reason="", at=NOON)
    assert "工作队的意见" in str(breach.value)
    services.leave(by=scene.officer, stationing=row, on=date(2026, 11, 1), reason="因病轮换", at=NOON)
    services.send(by=scene.officer, village=village, sent=sent("周正", date(2026, 11, 1)), on=ON)
    there = Stationing.objects.held_on(ON).filter(area=village.area, part=Part.FIRST)
    assert [one.name for one in there] == ["周正"]
    before = Stationing.objects.held_on(date(2026, 1, 1)).filter(area=village.area, part=Part.FIRST)
    assert [one.name for one in before] == ["赵明"]  # As it stood then.
    with pytest.raises(RuleBreach, match="已经离任"):
        services.leave(by=scene.officer, stationing=row, on=ON, reason="", at=NOON)


def test_who_is_sent_is_registered_from_above(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="镇乡以上"):
        services.send(by=scene.secretary, village=scene.villages["东河村"], sent=sent("周正"), on=ON)
    address = f"/stationed/villages/{scene.villages['西山村'].public_id}/people/new/"
    data = {"part": "first", "name": "周正", "home": "县财政局", "since": "2026-11-02", "basis": BASIS}
    assert send_form(scene.secretary_account, address, **data).status_code in (403, 404)
    assert send_form(scene.organizer_account, address, **data | {"due_on": "2026-01-01"}).status_code == 422
    assert send_form(scene.organizer_account, address, **data).status_code == 302
    assert "3 ÷ 3" in see(scene.officer_account, "/stationed/")


def test_what_ends_soon_stands_on_the_list_of_who_answers(scene: Scene) -> None:
    (item,) = answered(items(posts.actor_of(scene.outsider_account), ON))
    assert (item.due_on, item.words) == (date(2026, 12, 20), "任期快满")
    assert list(answered(items(posts.actor_of(scene.organizer_account), ON))) == []


def test_a_village_is_taken_off_and_its_record_stays(scene: Scene) -> None:
    need = Need.objects.get(organization=scene.villages["西山村"])
    assert send_form(scene.officer_account, f"/stationed/needs/{need.public_id}/release/").status_code == 302
    assert "2 ÷ 2" in see(scene.officer_account, "/stationed/")
    need.refresh_from_db()
    assert need.until is not None
    row = Stationing.objects.get(name="赵明")
    leaving = f"/stationed/people/{row.public_id}/leaving/"
    assert send_form(scene.officer_account, leaving, on="2026-11-20").status_code == 422
    assert send_form(scene.officer_account, leaving, on="2026-11-20", reason="轮换").status_code == 302
    assert "轮换" in see(scene.organizer_account, f"/stationed/villages/{scene.villages['东河村'].public_id}/")


def test_others_see_their_own(scene: Scene) -> None:
    listed = see(scene.outsider_account, "/stationed/villages/")
    assert "北岭村" in listed
    assert "东河村" not in listed
    own = scene.villages["东河村"].public_id
    assert browser(scene.outsider_account).get(f"/stationed/villages/{own}/").status_code == 404
    assert "赵明" in see(scene.secretary_account, f"/stationed/villages/{own}/")
    row = Stationing.objects.get(name="赵明")
    assert browser(scene.outsider_account).get(f"/stationed/people/{row.public_id}/leaving/").status_code == 404
    member = posts.make_holder(scene.villages["东河村"], Role.MEMBER, "王群众")
    assert browser(member).get("/stationed/").status_code in (403, 404)


def test_the_pages_cost_little(scene: Scene) -> None:
    client = browser(scene.officer_account)
    for address in ("/stationed/", "/stationed/villages/"):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        assert len(found) <= 14, address
