"""T05 and the move itself: places of every table, the county's number, tasks under way, epochs, circles."""

from dataclasses import replace

import pytest
from django.apps import apps

from dangjian.access import audit
from dangjian.access.models import AuditRow
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization, State
from dangjian.affairs.organizations.services.places import gather_stragglers, tables
from dangjian.affairs.organizations.tests.make import ON, Scene, decree, editor, fresh, make_scene, naming
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import at
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import Assignment, Standing, StepKind
from dangjian.programme.tasks.tests import make as tasks
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_every_table_with_a_place_is_found_and_the_log_is_not() -> None:
    found = dict(tables())
    assert next(iter(found)) is Organization
    assert found[Assignment] == ["org_path", "issuer_path", "acceptor_path"]
    assert found[Goal] == ["org_path"]
    assert AuditRow not in found
    carrying = {
        model
        for model in apps.get_models()
        if any(field.name == "org_path" for field in model._meta.local_fields) and model is not AuditRow
    }
    assert carrying <= set(found)


def test_the_subtree_its_people_and_their_rights_go_along(scene: Scene) -> None:
    member = make.make_member(scene.east)
    secretary = make.make_holder(scene.east, Role.SECRETARY, "李书记")
    group = make.make_body("东河村第一党小组", parent=scene.east, kind=Kind.GROUP)
    old = scene.east.path
    services.move(by=scene.by, body=scene.east, parent=scene.cloud, decree=decree())
    east, group = fresh(scene.east), fresh(group)
    assert east.parent == scene.cloud
    assert east.path.startswith(scene.cloud.path)
    assert group.path == east.path + "000"
    for model in (Member, Spell, Person, Account, Post, Appointment):
        assert not model._default_manager.filter(org_path=old).exists()
    assert Member.objects.get(pk=member.pk).org_path == east.path
    assert make.actor_of(secretary).may(Permission.ORGANIZATION_VIEW, group.path)
    assert State.objects.held_on(ON).get(organization=group).path == group.path
    before = State.objects.held_on(make.FOUNDED).get(organization=group)
    assert (before.path, before.org_path) == (old + "000", group.path)


def test_epochs_rise_where_rights_changed_and_nowhere_else(scene: Scene) -> None:
    secretary = make.make_holder(scene.east, Role.SECRETARY, "李书记")
    member = make.make_account(make.make_member(scene.east).person)
    bystander = make.make_holder(scene.west, Role.SECRETARY, "赵书记")
    touched = (secretary, member, scene.stone_organizer, scene.cloud_organizer)
    untouched = (bystander, scene.officer)
    before = {account.pk: account.epoch for account in (*touched, *untouched)}
    services.move(by=scene.by, body=scene.east, parent=scene.cloud, decree=decree())
    after = dict(Account.objects.values_list("pk", "epoch"))
    assert all(after[account.pk] == before[account.pk] + 1 for account in touched)
    assert all(after[account.pk] == before[account.pk] for account in untouched)


def test_a_move_into_another_county_changes_its_number_but_not_that_of_a_county_inside(scene: Scene) -> None:
    other = make.make_county("中共平江县委员会")
    officer = make.make_holder(other, Role.COUNTY_OFFICER, "郑", "县委组织部")
    make.appoint(officer.person, scene.county, Role.COUNTY_OFFICER)
    inner = make.make_body("内设县", parent=scene.stone, kind=Kind.COMMITTEE, level=Level.COUNTY)
    Organization.objects.filter(pk=inner.pk).update(county_id=inner.pk)
    member = make.make_member(scene.east)
    services.move(by=editor(officer), body=scene.stone, parent=other, decree=decree())
    assert fresh(scene.east).county_id == other.pk
    assert Member.objects.get(pk=member.pk).county_id == other.pk
    assert fresh(inner).county_id == inner.pk
    assert fresh(scene.west).county_id == scene.county.pk


def test_a_circle_is_refused(scene: Scene) -> None:
    for target in (scene.stone, make.make_body("总支", parent=scene.stone, kind=Kind.COMMITTEE)):
        with pytest.raises(RuleBreach, match="之内"):
            services.move(by=scene.by, body=scene.stone, parent=target, decree=decree())


@pytest.mark.parametrize("missing", ["source", "destination"])
@pytest.mark.parametrize("verb", ["move", "merge"])
def test_t05_without_the_right_at_either_end_nothing_happens(scene: Scene, missing: str, verb: str) -> None:
    """The control: with both rights it is done (below, and by the same actor's grants put together)."""
    source, destination = editor(scene.stone_organizer), editor(scene.cloud_organizer)
    by = destination if missing == "source" else source
    places = sorted(Organization.objects.values_list("pk", "path", "closed_on"))

    def act(actor: object) -> None:
        if verb == "move":
            services.move(by=actor, body=scene.east, parent=scene.cloud, decree=decree())  # type: ignore[arg-type]
        else:
            services.merge(by=actor, body=scene.east, into=scene.west, decree=decree())  # type: ignore[arg-type]

    with pytest.raises(RuleBreach, match="没有改动"):
        act(by)
    assert sorted(Organization.objects.values_list("pk", "path", "closed_on")) == places
    act(replace(by, grants=source.grants + destination.grants))
    assert sorted(Organization.objects.values_list("pk", "path", "closed_on")) != places


def test_the_first_judge_of_a_task_under_way_is_the_new_superior() -> None:
    scene = tasks.make_scene()
    issued = tasks.make_assignment(scene)
    Assignment.objects.filter(pk=issued.pk).update(acceptor=scene.township, acceptor_path=scene.township.path)
    other = make.make_township(scene.county, "中共云岭镇委员会")
    officer = make.make_holder(scene.county, Role.COUNTY_OFFICER, "郑", "县委组织部")
    body = Organization.objects.get(pk=issued.organization_id)
    services.move(by=editor(officer), body=body, parent=other, decree=decree())
    issued.refresh_from_db()
    assert (issued.acceptor, issued.acceptor_path) == (other, other.path)
    assert issued.org_path == fresh(body).path
    assert issued.steps.filter(kind=StepKind.HANDED_OVER).count() == 1


def test_a_merger_carries_members_children_clerks_units_and_open_work() -> None:
    scene = tasks.make_scene()
    issued = tasks.make_assignment(scene)
    gone = Organization.objects.get(pk=issued.organization_id)
    into = make.make_body("新村党支部", parent=gone.parent)
    officer = make.make_holder(scene.county, Role.COUNTY_OFFICER, "郑", "县委组织部")
    member, clerk = make.make_member(gone), make.make_holder(gone, Role.BRANCH_CLERK, "文书")
    group = make.make_body("第一党小组", parent=gone, kind=Kind.GROUP)
    unit = services.add_unit(by=editor(officer), body=gone, facts=services.UnitFacts("东河村", Field.RURAL))
    services.merge(by=editor(officer), body=gone, into=into, decree=decree())
    member.refresh_from_db()
    assert (member.organization, member.org_path) == (into, into.path)
    assert Entry.objects.get(person=member.person).source == Source.DECISION
    assert fresh(group).parent == into
    assert Person.objects.get(pk=clerk.person_id).organization_id == into.pk
    assert make.actor_of(clerk).posts == ()
    unit.refresh_from_db()
    assert (unit.answering_body, unit.org_path) == (into, into.path)
    issued.refresh_from_db()
    assert (issued.organization, issued.state, issued.org_path) == (into, Standing.ASSIGNED, into.path)
    assert fresh(gone).closed_on == ON


def test_a_branch_is_not_taken_up_into_a_committee_nor_into_itself(scene: Scene) -> None:
    with pytest.raises(RuleBreach, match="不能并入"):
        services.merge(by=scene.by, body=scene.east, into=scene.cloud, decree=decree())
    with pytest.raises(RuleBreach, match="不能并入自己"):
        services.merge(by=scene.by, body=scene.stone, into=scene.stone, decree=decree())


def test_a_place_is_never_given_twice(scene: Scene) -> None:
    old = scene.east.path
    services.move(by=scene.by, body=scene.east, parent=scene.cloud, decree=decree())
    newcomer = services.found(by=scene.by, parent=scene.stone, naming=naming(), decree=decree())
    assert newcomer.path != old


def test_look_alike_places_stay_where_they_are(scene: Scene) -> None:
    branches = [make.make_body(f"支部{number}", parent=scene.cloud) for number in range(40)]
    target = branches[0]
    make.make_body("组", parent=target, kind=Kind.GROUP)
    others = {body.pk: fresh(body).path for body in branches[1:]}
    services.move(by=scene.by, body=target, parent=scene.stone, decree=decree())
    assert {body.pk: fresh(body).path for body in branches[1:]} == others


def test_what_was_written_with_the_old_place_follows_and_the_log_does_not(scene: Scene) -> None:
    old = scene.east.path
    services.move(by=scene.by, body=scene.east, parent=scene.cloud, decree=decree())
    straggler = make.make_person(scene.east, "后来的人")
    logged = audit.record(by=None, action="x.y", path=old)
    assert straggler.org_path == old
    assert gather_stragglers(since=at(make.FOUNDED, 0)) == 1
    straggler.refresh_from_db()
    logged.refresh_from_db()
    assert straggler.org_path == fresh(scene.east).path
    assert logged.org_path == old
    assert gather_stragglers(since=at(make.FOUNDED, 0)) == 0
