"""A sample from its fingerprint to its seed, visits, findings, readings: services and pages."""

import ast
import re
import subprocess
import sys
from html import unescape
from types import ModuleType

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.access.models import AuditRow
from dangjian.activities.meetings.tests import make as meetings
from dangjian.activities.meetings.tests.make import ON, Scene
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.doors import Merged, on_merge
from dangjian.affairs.posts.tests import make as posts
from dangjian.procedures.agenda.items import Item
from dangjian.procedures.evidence.kinds import Kind
from dangjian.programme.inspections import services
from dangjian.programme.inspections.agenda import items
from dangjian.programme.inspections.following import obstacles
from dangjian.programme.inspections.models import Finding, Sample, Visit
from dangjian.programme.inspections.rules import fingerprint
from dangjian.programme.inspections.services import Planned
from dangjian.programme.inspections.tests import make
from dangjian.programme.inspections.tests.make import PROBLEM, SEED
from dangjian.programme.inspections.views import samples, visits
from dangjian.programme.tasks import services as tasks
from dangjian.programme.tasks.models import Assignment, Standing, TaskList
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
_VIEWS: tuple[ModuleType, ...] = (samples, visits)


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    for module in _VIEWS:
        monkeypatch.setattr(module, "today", lambda: ON)
    return make.make_town()


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


def replayed(page: str) -> list[int]:
    """What a stranger's own Python makes of the lines on the page, without ours."""
    found = re.search(r'id="replay">(.*?)</pre>', page, re.DOTALL)
    assert found
    run = subprocess.run([sys.executable, "-I", "-c", unescape(found[1])], capture_output=True, text=True, check=True)
    return list(ast.literal_eval(run.stdout))


def numbers(page: str) -> list[int]:
    """The numbers of those drawn, key ones apart, as the page lists them."""
    part = page[page.index('id="drawn"') : page.index("怎么核对")]
    return [int(one) for one in re.findall(r"<span>(\d+)　[^（<]*</span>", part)]


def test_whom_a_sample_draws_is_told_to_nobody_before_its_end_and_replayed_by_a_stranger_after(scene: Scene) -> None:
    sample = make.published(scene)
    address = f"/inspections/{sample.public_id}/"
    before = see(scene.secretary_account, address)
    assert fingerprint(SEED) in before
    assert SEED not in before
    assert 'id="drawn"' not in before
    leading = see(scene.organizer_account, address)
    assert SEED not in leading
    assert len(numbers(leading)) == 3
    refused = send(scene.organizer_account, f"{address}seed/", words="")
    assert refused.status_code == 422
    assert "还有 4 个没有走访" in refused.content.decode()
    assert send(scene.organizer_account, f"{address}seed/", words="大雪封路").status_code == 302
    after = see(scene.secretary_account, address)
    assert SEED in after
    assert "大雪封路" in after
    assert replayed(after) == numbers(after) == numbers(leading)
    with pytest.raises(RuleBreach, match="没有重复公布"):
        services.show_seed(by=scene.organizer, sample=sample, words="", on=ON)


def test_a_sample_is_published_from_the_page_with_a_seed_of_its_own(scene: Scene) -> None:
    see(scene.organizer_account, "/inspections/new/")
    refused = send(scene.organizer_account, "/inspections/new/", title="党费公示", key="没有的村", number=2)
    assert refused.status_code == 422
    assert "没有找到：没有的村" in refused.content.decode()
    for _ in range(2):
        sent = {"title": "党费公示", "key": "东河村党支部", "number": 2}
        assert send(scene.organizer_account, "/inspections/new/", **sent).status_code == 302
    one, two = Sample.objects.order_by("pk")
    assert one.seed != two.seed
    assert (len(one.seed), one.print_of) == (32, fingerprint(one.seed))
    assert one.frame.count() == 10
    assert one.frame.get(is_key=True).organization == scene.branch
    assert browser(scene.secretary_account).get("/inspections/new/").status_code == 404


def test_only_who_was_drawn_is_visited_and_once(scene: Scene) -> None:
    sample = make.published(scene)
    make.visited(scene, sample)
    with pytest.raises(RuleBreach, match="没有重复保存"):
        make.visited(scene, sample)
    drawn = services.drawn(sample)
    spared = sample.frame.exclude(organization__in=drawn).select_related("organization")[0].organization
    with pytest.raises(RuleBreach, match="没有抽到，不用去"):
        services.visit(
            by=scene.organizer, issuer=scene.township, organization=spared, seen="去了", on=ON, sample=sample
        )
    with pytest.raises(RuleBreach, match="您的职务不在那里"):
        services.visit(by=scene.secretary, issuer=scene.township, organization=scene.branch, seen="去了", on=ON)
    planned = Planned("题", 10, [scene.branch.pk])
    with pytest.raises(RuleBreach, match="只有 9 个党支部"):
        services.publish(by=scene.organizer, organization=scene.township, planned=planned, seed=SEED, on=ON)


def test_a_visitor_sees_what_is_known_and_a_finding_becomes_a_task_that_is_verified(scene: Scene) -> None:
    sample = make.published(scene)
    meetings.sealed(scene)
    address = f"/inspections/visits/new/{scene.branch.public_id}/?sample={sample.public_id}"
    page = see(scene.organizer_account, address)
    for words in ("近三个月会议", "1 次", "学习全会精神", "活动室开没开"):
        assert words in page
    answer = send(scene.organizer_account, address, on="2026-11-20", seen="活动室锁着。")
    visit = Visit.objects.get()
    assert answer["Location"] == f"/inspections/visits/{visit.public_id}/"
    shown = see(scene.organizer_account, answer["Location"])
    assert 'value="党组织书记"' in shown
    typed = {"words": PROBLEM.words, "post": "党组织书记", "remedy": PROBLEM.remedy, "due_on": "2026-12-20"}
    refused = send(scene.organizer_account, f"{answer['Location']}findings/", **{**typed, "remedy": ""})
    assert refused.status_code == 422
    assert PROBLEM.words in refused.content.decode()
    assert send(scene.organizer_account, f"{answer['Location']}findings/", **typed).status_code == 302
    assignment = Assignment.objects.get()
    assert (assignment.organization, assignment.task.responsible_person) == (scene.branch, "党组织书记")
    assert TaskList.objects.get().kind == "problems"
    assert Finding.objects.get().task == assignment.task
    branch = see(scene.secretary_account, answer["Location"])
    assert PROBLEM.words in branch
    assert "列入问题清单" not in branch
    tasks.submit(assignment=assignment, words="已开放", on=ON, by=scene.secretary)
    tasks.accept(assignments=[Assignment.objects.get()], on=ON, by=scene.organizer)
    assert Assignment.objects.get().state == Standing.ACCEPTED
    assert "已验收" in see(scene.organizer_account, answer["Location"])
    services.find(by=scene.organizer, visit=visit, problem=PROBLEM, on=ON)
    assert TaskList.objects.count() == 1  # One list a sample.


def test_neighbors_strangers_and_members_see_no_visit(scene: Scene) -> None:
    visit = make.visited(scene)
    sample = make.published(scene)
    neighbor = posts.make_holder(scene.other, Role.SECRETARY, "钱书记")
    far = posts.make_holder(posts.make_township(scene.county, "中共云岭镇委员会"), Role.TOWNSHIP_ORGANIZER, "孙志强")
    member = posts.make_account(scene.members[0].person)
    for account in (neighbor, far, member):
        assert browser(account).get(f"/inspections/visits/{visit.public_id}/").status_code == 404
    assert browser(neighbor).get(f"/inspections/{sample.public_id}/").status_code == 200
    assert browser(far).get(f"/inspections/{sample.public_id}/").status_code == 404


def test_a_branch_sees_who_read_its_records_and_criticism_stays_closed(scene: Scene) -> None:
    meeting = meetings.sealed(scene, kinds=(Kind.LIFE_MEETING,), decisions="整改河道", topics="对照检查")
    assert "整改河道" not in see(scene.organizer_account, f"/meetings/{meeting.public_id}/")
    assert AuditRow.objects.filter(action="meeting.read").count() == 1
    page = see(scene.secretary_account, "/inspections/readings/")
    for words in ("中共石桥镇委员会", "周明远", meeting.title):
        assert words in page
    neighbor = posts.make_holder(scene.other, Role.SECRETARY, "钱书记")
    assert "周明远" not in see(neighbor, "/inspections/readings/").split("<h1>")[1]


def test_a_merger_takes_a_sample_under_way_and_what_was_seen_along(scene: Scene) -> None:
    sample = make.published(scene)
    visit = make.visited(scene, sample)
    finding = services.find(by=scene.organizer, visit=visit, problem=PROBLEM, on=ON)
    assert obstacles(scene.township, ON) == ["还有 1 次抽查没有公布种子，先公布"]
    into = posts.make_township(scene.county, "中共云岭镇委员会")
    on_merge.open(scene.organizer, Merged(scene.branch, scene.other, ON, "镇党委决定"))
    on_merge.open(scene.organizer, Merged(scene.township, into, ON, "县委决定"))
    for row in (sample, visit, finding):
        row.refresh_from_db()
    assert (sample.organization, sample.org_path, visit.issuer) == (into, into.path, into)
    assert (visit.org_path, finding.org_path) == (scene.other.path, scene.other.path)
    assert obstacles(scene.township, ON) == []
    led = posts.actor_of(posts.make_holder(into, Role.TOWNSHIP_ORGANIZER, "孙志强"))
    assert services.show_seed(by=led, sample=sample, words="并入另一个党支部", on=ON).shown_on == ON


def test_a_sealed_record_leads_to_who_read_it(scene: Scene) -> None:
    meeting = meetings.sealed(scene)
    address = f"/meetings/{meeting.public_id}/"
    see(scene.organizer_account, address)
    still_open = meetings.planned(scene)
    other = posts.make_body("第九村党支部", parent=scene.township)
    link = f"/inspections/readings/?body={scene.branch.public_id}"
    assert link in see(scene.secretary_account, address)
    assert "周明远" in see(scene.secretary_account, link)
    assert meeting.title not in see(scene.organizer_account, f"/inspections/readings/?body={other.public_id}")
    assert browser(scene.secretary_account).get(f"/inspections/readings/?body={other.public_id}").status_code == 404
    assert browser(scene.secretary_account).get("/inspections/readings/?body=x").status_code == 404
    member = posts.make_account(scene.members[0].person)
    assert "谁调阅过" not in see(member, address)
    assert "谁调阅过" not in see(scene.secretary_account, f"/meetings/{still_open.public_id}/")


def test_a_sample_under_way_stands_in_the_due_list_of_who_visits_until_its_seed_is_shown(scene: Scene) -> None:
    sample = make.published(scene)
    make.visited(scene, sample)
    assert waiting(scene.organizer) == [("抽查：主题党日开展情况", "抽到 4 个，还有 3 个没有走访")]
    assert waiting(scene.secretary) == []
    services.show_seed(by=scene.organizer, sample=sample, words="大雪封路", on=ON)
    assert waiting(scene.organizer) == []


def waiting(actor: Actor) -> list[tuple[str, str]]:
    """What the due list says of samples."""
    found = [item for question in items(actor, ON) for item in question.items(list(question.rows))]
    return [(item.title, item.sub) for item in found if isinstance(item, Item)]


def test_pages_ask_few_questions(scene: Scene) -> None:
    sample = make.published(scene)
    visit = make.visited(scene, sample)
    for _ in range(3):
        services.find(by=scene.organizer, visit=visit, problem=PROBLEM, on=ON)
        browser(scene.organizer_account).get(f"/meetings/{meetings.recorded(scene).public_id}/")
    client = browser(scene.organizer_account)
    pages = (
        "",
        f"{sample.public_id}/",
        f"visits/{visit.public_id}/",
        f"visits/new/{scene.other.public_id}/",
        "readings/",
    )
    for address in pages:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(f"/inspections/{address}").status_code == 200
        assert len(counted) <= 15, (address, len(counted))
