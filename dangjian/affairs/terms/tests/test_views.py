"""Pages of terms: who sees and does what; an election from its record to the new term, by forms."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.terms import services
from dangjian.affairs.terms.agenda import items
from dangjian.affairs.terms.models import Election, Extension, Method, Term
from dangjian.affairs.terms.reminders import remind_of_ends
from dangjian.affairs.terms.tests.make import Scene, make_scene, make_term
from dangjian.channels.inbox.models import Notice
from dangjian.foundation.time import at, today
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.provisions.models import LocalRule

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def ago(years: int, days: int = 0) -> date:
    return date(TODAY.year - years, TODAY.month, min(TODAY.day, 28)) + timedelta(days=days)


def entered(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(account: Account, address: str) -> str:
    return entered(account).get(address).content.decode()


def send(account: Account, address: str, **typed: object) -> tuple[int, str]:
    account.refresh_from_db()
    answer = entered(account).post(address, {"once": once.mint(account.epoch)} | typed)
    return answer.status_code, answer.content.decode()


def test_the_list_begins_with_what_runs_out_and_says_how_it_stands(scene: Scene) -> None:
    other = posts.make_body("青峰村党支部", parent=scene.township)
    third = posts.make_body("柳河村党支部", parent=scene.township)
    make_term(scene.village, ago(5, -40))
    make_term(other, ago(5, -100), extended_to=TODAY + timedelta(days=60))
    make_term(third, ago(2))
    shown = page(scene.organizer, "/terms/")
    places = [shown.index(words) for words in ("上湾村", "天未换届", "青峰村", "已批准延期至", "柳河村", "在任期内")]
    assert places == sorted(places)
    assert "青峰村" not in page(scene.organizer, "/terms/?state=late")
    assert "青峰村" in page(scene.organizer, "/terms/?state=extended")
    assert "柳河村" in page(scene.organizer, "/terms/?words=lhc")
    assert "没有符合条件" in page(scene.organizer, "/terms/?state=asked")


def test_the_page_of_a_body_names_its_days_and_the_articles(scene: Scene) -> None:
    make_term(scene.village, ago(5, 90))
    shown = page(scene.secretary, f"/terms/bodies/{scene.village.public_id}/")
    for words in ("每届 5 年", "可以换届的日子", "关于党的基层组织任期的意见", "第三条", "登记选举"):
        assert words in shown
    stranger = posts.make_holder(posts.make_township(scene.county, "柳河乡"), Role.SECRETARY, "外人")
    assert entered(stranger).get(f"/terms/bodies/{scene.village.public_id}/").status_code == 404


def test_a_term_is_recorded_corrected_and_refused_with_what_was_typed(scene: Scene) -> None:
    body = f"/terms/bodies/{scene.village.public_id}/"
    status, shown = send(scene.secretary, f"{body}new/", elected_on=f"{TODAY + timedelta(days=3):%Y-%m-%d}", number=4)
    assert (status, "不能晚于今天" in shown, 'value="4"' in shown) == (422, True, True)
    assert send(scene.secretary, f"{body}new/", elected_on="2023年6月1日", number=4)[0] == 302
    assert send(scene.secretary, f"{body}correction/", elected_on="2023-06-02", number=4, reason="录错")[0] == 302
    assert Term.objects.current().get(organization=scene.village).elected_on == date(2023, 6, 2)
    assert entered(scene.secretary).get("/terms/bodies/01a2012a-e8eb-735d-a02b-9c10adb13ddb/new/").status_code == 404


def test_an_extension_goes_up_and_comes_back(scene: Scene) -> None:
    make_term(scene.village, ago(5, 20))
    body = f"/terms/bodies/{scene.village.public_id}/"
    day = TODAY + timedelta(days=120)
    assert send(scene.secretary, f"{body}request/", to_day=f"{day:%Y-%m-%d}", reason="班子正在调整")[0] == 302
    asked = Extension.objects.get()
    assert [item.key for item in answered(items(posts.actor_of(scene.organizer, TODAY), TODAY))] == [
        f"term-request:{asked.public_id}"
    ]
    address = f"/terms/requests/{asked.public_id}/"
    assert entered(scene.secretary).get(address).status_code == 404
    assert [address in page(one, body) for one in (scene.organizer, scene.secretary)] == [True, False]
    status, shown = send(scene.organizer, address, granted="1", basis="")
    assert (status, "批复文号" in shown) == (422, True)
    assert send(scene.organizer, address, granted="1", basis="镇党复〔2026〕2号")[0] == 302
    assert "批准延期至" in page(scene.secretary, body)


def test_an_election_by_forms_puts_the_elected_into_posts(scene: Scene) -> None:
    make_term(scene.village, ago(5, 10))
    post = Appointment.objects.get(person=scene.secretary.person).post
    body = f"/terms/bodies/{scene.village.public_id}/"
    opened = {"held_on": f"{TODAY:%Y-%m-%d}", "method": "congress", "is_renewal": "1", "number": 4, "seats": 3}
    assert 'value="4"' in page(scene.secretary, f"{body}election/")
    assert send(scene.secretary, f"{body}election/", **opened)[0] == 302
    election = Election.objects.get()
    address = f"/terms/elections/{election.public_id}/"
    choosing = page(scene.secretary, f"{address}candidates/")
    names = ("丁一", "于二", "马三", "王四", "李七", "周八", "赵九")
    assert [choosing.index(name) for name in names] == sorted(choosing.index(name) for name in names)
    chosen = [str(member.person.public_id) for member in scene.members[:4]]
    assert send(scene.secretary, f"{address}candidates/", people=chosen)[0] == 302
    assert 'value="12"' in page(scene.secretary, f"{address}result/")
    counts: dict[str, object] = {"roll": 12, "present": 11, "handed_out": 11, "returned": 11, "reason0": 1}
    for place, one in enumerate(election.candidates.order_by("person_id")):
        counts |= {f"votes{one.pk}": (11, 9, 8, 2)[place], f"post{one.pk}": str(post.public_id) if not place else ""}
    status, shown = send(scene.secretary, f"{address}result/", **(counts | {"present": 5}))
    assert (status, "选举无效" in shown) == (422, True)
    assert send(scene.secretary, f"{address}result/", **counts)[0] == 302
    assert f"election:{election.public_id}" in {
        item.key for item in answered(items(posts.actor_of(scene.organizer, TODAY), TODAY))
    }
    assert "批准结果" not in page(scene.secretary, address)
    assert "待核实" in page(scene.organizer, address)
    assert send(scene.organizer, f"{address}confirmation/", basis="镇党复〔2026〕8号")[0] == 302
    assert Appointment.objects.held_on(TODAY).get(post=post).person.name == "丁一"
    assert Term.objects.current().get(organization=scene.village).number == 4
    # The secretary of before is out at the next request.
    assert entered(scene.secretary).get(f"{body}new/").status_code == 404


def test_reminders_go_once_a_threshold_and_as_the_county_set_them(scene: Scene) -> None:
    due = make_term(scene.village, ago(5, 100)).due_on
    moments: list[tuple[date, datetime]] = [
        (due - timedelta(days=left), at(due - timedelta(days=left), 8)) for left in (200, 180, 179, 90, 31, 30, 0, -1)
    ]
    assert [remind_of_ends(on, moment) for on, moment in moments] == [0, 1, 0, 1, 0, 1, 1, 0]
    keys = set(Notice.objects.values_list("subject_key", flat=True))
    assert {key.rpartition(":")[2] for key in keys} == {"180", "90", "30", "0"}
    other = make_term(posts.make_body("青峰村党支部", parent=scene.township), ago(5, 100))
    LocalRule.objects.create(
        county_id=scene.county.pk, org_path=scene.county.path, rule_id="terms.reminder_days", value=[45], basis="x",
        from_day=date(2020, 1, 1), recorded_by=1, recorded_name="x",
    )  # fmt: skip
    told = [remind_of_ends(other.due_on - timedelta(days=left), at(TODAY, 8)) for left in (90, 45)]
    assert told == [0, 2]  # The other body too: 45 days is a threshold that it was not told of.


def test_the_due_list_of_a_secretary_has_the_end_of_the_term(scene: Scene) -> None:
    make_term(scene.village, ago(5, 30))
    (item,) = [one for one in answered(items(posts.actor_of(scene.secretary, TODAY), TODAY)) if one.kind == "换届"]
    assert item.title == "上湾村党支部换届"
    assert not [one for one in answered(items(posts.actor_of(scene.organizer, TODAY), TODAY)) if one.kind == "换届"]


def test_a_post_can_be_filled_only_once_by_two_elected(scene: Scene) -> None:
    """Two who are given one seat: the approval says so, and nothing is done by half."""
    make_term(scene.village, ago(5, 10))
    post = Post.objects.get(organization=scene.village)
    election = services.prepare(
        by=posts.actor_of(scene.secretary, TODAY), body=scene.village, held_on=TODAY,
        method=Method.CONGRESS, is_renewal=True, number=4, seats=2, basis="",
    )  # fmt: skip
    people = [member.person for member in scene.members[:3]]
    by = posts.actor_of(scene.secretary, TODAY)
    services.nominate(by=by, election=election, people=people)
    first, second, third = election.candidates.order_by("person_id")
    counts = services.elections.Counts(roll=12, not_counted={}, present=12, handed_out=12, returned=12)
    services.record_result(
        by=by, election=election, counts=counts, tally={first.pk: 12, second.pk: 11, third.pk: 1},
        posts={first.pk: post, second.pk: post}, on=TODAY,
    )  # fmt: skip
    status, shown = send(scene.organizer, f"/terms/elections/{election.public_id}/confirmation/", basis="批复")
    assert (status, "职数 1 已满" in shown) == (422, True)
    assert Term.objects.current().get(organization=scene.village).number == 3
    assert Appointment.objects.held_on(TODAY).get(post=post).person == scene.secretary.person
