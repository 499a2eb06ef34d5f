"""The pages: the two committees that handle a case, and nobody else, nowhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.stationed.models import Part, Stationing
from dangjian.procedures.agenda.queries import items
from dangjian.programme.rectification import services
from dangjian.programme.rectification.models import Pace, Rectification, Result
from dangjian.programme.rectification.tests import make
from dangjian.programme.rectification.tests.make import TODAY, Scene
from dangjian.programme.tasks.tests.views.visitors import Visitor, text

pytestmark = pytest.mark.django_db
ACTS = ("steps", "decisions", "withdrawal", "plan", "helpers", "progress", "acceptance")
# Every page of the platform on which a case could tell of itself.
PAGES = (
    "/", "/due/", "/side/", "/search/?q=柳溪", "/search/?q=整顿", "/warnings/", "/warnings/?state=all", "/burden/",
    "/bulletins/overview/", "/inspections/", "/inbox/", "/administration/audit/", "/administration/jobs/",
    "/organizations/", "/standing/", "/tasks/acceptance/", "/duties/compliance/", "/terms/", "/my-record/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian.programme.rectification.views.days.today", lambda: TODAY)


@pytest.fixture
def scene() -> Scene:
    return make.make_scene()


def test_a_village_is_found_proposed_listed_and_helped_on_the_pages(scene: Scene) -> None:
    make.vacate(scene)
    Member.objects.update(joined_on=TODAY)
    town, county = Visitor(scene.organizer), Visitor(scene.officer)
    found = town.see("/rectification/leads/")
    for words in ("石桥镇柳溪村党总支", "起空缺", "待核实", "不打分、不排序"):
        assert words in found
    new = f"/rectification/new/?body={scene.village.public_id}"
    assert town.send(new, {}).status_code == 422
    assert town.send(new, {"keys": ["vacancy"], "signs": ["书记不胜任"]}).status_code == 302
    row = Rectification.objects.get()
    address = f"/rectification/{row.public_id}/"
    assert county.status(address) == 404  # It has not come to the county yet.
    passed = {"outcome": "pass", "day": str(TODAY)}
    for key in ("self_check", "review"):
        assert town.send(f"{address}steps/", passed | {"step": key}).status_code == 302
    assert "石桥镇柳溪村党总支" in county.see("/rectification/")
    for key in ("leader_check", "consult", "suggest", "group", "committee", "filing"):
        data = passed | {"step": key} | ({"papers": list(make.CONSULTED)} if key == "consult" else {})
        assert county.send(f"{address}decisions/", data).status_code == 302, key
    page = town.see(address)
    assert "联系的县级领导" in page
    assert town.send(f"{address}plan/", {"troubles": ["soft"], "remedy": "补选书记"}).status_code == 302
    for number, help_ in enumerate(("county_leader", "township_leader", "first_secretary", "unit")):
        data = {"help": help_, "name": f"同志{number}", "title": "副书记", "since": str(TODAY)}
        assert town.send(f"{address}helpers/", data).status_code == 302
    assert town.send(f"{address}progress/", {"pace": "on_pace", "words": "书记人选已考察"}).status_code == 302
    for key in ("plan", "precheck"):
        assert town.send(f"{address}steps/", passed | {"step": key}).status_code == 302, key
    counts = {
        "day": str(TODAY), "handed_out": 20, "returned": 21, "satisfied": 15, "fairly": 4, "dissatisfied": 1,
        "unsure": 1, "interviewed": 6, "verdict": "pass",
    }  # fmt: skip
    refused = county.send(f"{address}acceptance/", counts)
    assert refused.status_code == 422
    assert "收回的多于发出的" in text(refused)
    assert 'value="15"' in refused.content.decode()
    right = counts | {"returned": 18, "satisfied": 12}
    assert county.send(f"{address}acceptance/", right).status_code == 302
    assert county.send(f"{address}decisions/", passed | {"step": "delisting"}).status_code == 302
    row.refresh_from_db()
    assert row.result == Result.DELISTED
    assert "以后不再显示" in county.see("/rectification/")


def test_the_first_secretary_who_is_stationed_there_is_known_already(scene: Scene) -> None:
    row = make.listed(scene)
    area = Area.objects.create(code="990127101201", name="柳溪村")
    Organization.objects.filter(pk=row.organization_id).update(area=area)
    address, town = f"/rectification/{row.public_id}/", Visitor(scene.organizer)
    assert "来自驻村登记" not in town.see(address)
    Stationing.objects.create(
        area=area, organization=row.organization, county_id=row.county_id, org_path=row.organization.path,
        part=Part.FIRST, name="赵明", home="县水务局", basis="x", during=DateRange(TODAY, None), due_on=TODAY,
    )  # fmt: skip
    page = town.see(address)
    assert "来自驻村登记" in page
    assert 'value="赵明"' in town.client.get(address).content.decode()
    said = {"help": "first_secretary", "name": "赵明", "title": "县水务局", "since": str(TODAY)}
    assert town.send(f"{address}helpers/", said).status_code == 302
    assert "来自驻村登记" not in town.see(address)


def test_after_a_year_no_mark_is_left(scene: Scene) -> None:
    row = make.delisted(scene)
    visitors = [Visitor(scene.organizer), Visitor(scene.officer)]
    address = f"/rectification/{row.public_id}/"
    for visitor in visitors:
        assert visitor.status(address) == 200
    Rectification.objects.update(seen_until=date(2020, 1, 1))
    for visitor in visitors:
        assert visitor.status(address) == 404
        assert "柳溪村" not in visitor.see("/rectification/")


@pytest.mark.parametrize("stage", ["proposed", "delisted"])
def test_nobody_else_opens_it_at_any_stage(scene: Scene, stage: str) -> None:
    row = getattr(make, stage)(scene)
    for who, account in scene.strangers.items():
        assert Visitor(account).status(f"/rectification/{row.public_id}/") == 404, who


def test_nobody_else_finds_the_case_on_any_page(scene: Scene) -> None:
    row = make.listed(scene)
    address = f"/rectification/{row.public_id}/"
    assert "柳溪村党总支：软弱涣散整顿" in Visitor(scene.organizer).see("/")  # The control: whose turn it is sees it.
    for who, account in scene.strangers.items():
        visitor = Visitor(account)
        assert visitor.status(address) == 404, who
        for act in ACTS:
            assert visitor.send(f"{address}{act}/", {"step": "self_check", "outcome": "pass"}).status_code in (404, 405)
        for page in PAGES:
            answer = visitor.client.get(page)
            said = text(answer) if answer.status_code == 200 else ""
            assert "软弱涣散" not in without_own_page(who, said), (who, page)
            assert str(row.public_id) not in answer.content.decode() or page == "/administration/audit/", (who, page)
        assert not [one for one in items(posts.actor_of(account), TODAY) if "整顿" in one.title], who


def without_own_page(who: str, said: str) -> str:
    """Leave out the name of the page itself in the navigation of committees that may handle others."""
    return said.replace("软弱涣散整顿", "") if who in {"other organizer", "department officer"} else said


def test_the_pages_of_another_committee_are_empty_and_of_no_committee_absent(scene: Scene) -> None:
    make.listed(scene)
    for who, account in scene.strangers.items():
        visitor = Visitor(account)
        if who in {"other organizer", "department officer"}:
            assert "柳溪村" not in visitor.see("/rectification/")
            assert "柳溪村" not in visitor.see("/rectification/leads/")
        else:
            assert visitor.status("/rectification/") == 404, who
            assert visitor.status("/rectification/leads/") == 404, who
        assert visitor.status(f"/rectification/new/?body={scene.village.public_id}") == 404, who
    assert Client().get("/rectification/").status_code == 302


def test_the_log_tells_the_audit_administrator_neither_body_nor_matter(scene: Scene) -> None:
    make.listed(scene)
    page = Visitor(scene.strangers["audit administrator"]).see("/administration/audit/")
    assert "限知事项 · 登记" in page
    for words in ("柳溪村", "整顿", "rectification", "自查", "会商"):
        assert words not in page


def test_the_list_takes_no_more_queries_for_many_than_for_one(
    scene: Scene, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    make.listed(scene)
    for number in range(6):
        body = posts.make_body(f"石桥镇第{number}村党支部", parent=scene.township)
        services.propose(by=scene.edits, body=body, keys=(), signs=("书记不胜任",), on=TODAY)
    town = Visitor(scene.organizer)
    with django_assert_max_num_queries(14):
        page = town.see("/rectification/")
    assert "石桥镇第5村党支部" in page
    with django_assert_max_num_queries(17):
        town.see("/rectification/leads/")


def test_late_in_a_month_one_card_asks_for_a_line_a_village(scene: Scene) -> None:
    row = make.listed(scene, TODAY - timedelta(days=40))
    organizer = posts.actor_of(scene.organizer)
    titles = [one.title for one in items(organizer, TODAY)]
    assert "写11月整顿进展（1 个）" in titles
    assert "写11月整顿进展（1 个）" not in [one.title for one in items(organizer, TODAY.replace(day=19))]
    services.note_progress(by=scene.edits, row=row, pace=Pace.ON_PACE, words="已补选", on=TODAY)
    assert "写11月整顿进展（1 个）" not in [one.title for one in items(organizer, TODAY)]


def test_on_the_internet_there_is_no_such_page(scene: Scene, settings: object) -> None:
    row = make.listed(scene)
    settings.ZONE = "internet"  # type: ignore[attr-defined]  # pytest-django's settings
    for account in (scene.organizer, scene.officer):
        visitor = Visitor(account)
        assert visitor.status("/rectification/") == 404
        assert visitor.status(f"/rectification/{row.public_id}/") == 404
        assert "整顿" not in visitor.see("/")
