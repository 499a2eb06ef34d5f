"""Figures equal a count by hand over histories made by chance, now and at every earlier day."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache

from dangjian.access.actors import Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.decisions.bulletins.queries import records
from dangjian.decisions.bulletins.queries.behind import Number, behind
from dangjian.decisions.bulletins.queries.goals import folded
from dangjian.decisions.bulletins.queries.overview import grouped, overview
from dangjian.decisions.bulletins.queries.standing import Picture, of_goal, of_list, picture
from dangjian.decisions.bulletins.rules.figures import Figures, summed
from dangjian.decisions.bulletins.tests import make
from dangjian.decisions.bulletins.tests.make import Place, Told
from dangjian.foundation.time import at, end_of
from dangjian.programme.tasks.models import Assignment, TaskList

pytestmark = pytest.mark.django_db
MOMENTS = [end_of(day) for day in (date(2026, 10, 3), date(2026, 10, 20), date(2026, 11, 5), make.TODAY)]


def _county(seed: int) -> tuple[Place, TaskList, list[Told]]:
    chance, place = make.chance(seed), make.make_place()
    task_list = make.make_list(place.county)
    told = []
    for number in range(1, 5):
        task = make.make_task(task_list, number, make.FIRST + timedelta(days=8 * number))
        gone = at(date(2026, 11, 2), 10) if number == 4 else None
        bodies = Organization.objects.filter(pk__in=place.units).in_order()
        told += [make.tell(task, body, chance, gone) for body in bodies if chance.random() < 0.9]
        if gone:
            make.withdraw(task, gone)
    return place, task_list, told


def _by_hand(told: Iterable[Told], moment: datetime, on: date) -> Figures:
    counts = dict.fromkeys((f.name for f in fields(Figures)), 0)
    for one in told:
        state, due, submitted = one.state(moment), one.due(moment), one.submitted(moment)
        if one.row.made_at > moment or state == "withdrawn":
            continue
        counts["issued"] += 1
        counts["planned"] += due < on
        counts["done"] += state == "written_off"
        counts["waiting"] += state in ("submitted", "accepted")
        counts["on_time"] += state != "assigned" and submitted is not None and submitted <= due
        counts["overdue"] += state == "assigned" and due < on
        counts["returned"] += one.returned(moment)
    return Figures(**counts)


def _check(seen: Picture, place: Place, told: list[Told], moment: datetime) -> None:
    assert seen.total == _by_hand(told, moment, seen.on)
    for unit in seen.units:
        mine = [one for one in told if place.units[one.row.organization_id] == unit.body]
        assert unit.figures == _by_hand(mine, moment, seen.on), unit.body
    for line in seen.tasks:
        assert line.figures == _by_hand([one for one in told if one.row.task_id == line.task.pk], moment, seen.on)
    assert summed(line.figures for line in seen.tasks) == seen.total
    assert summed(unit.figures for unit in seen.units) == seen.total


@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_a_count_by_hand_at_every_moment(seed: int) -> None:
    place, task_list, told = _county(seed)
    for moment in MOMENTS:
        on = (moment - timedelta(seconds=1)).date()
        seen = picture(records.recorded(of_list(task_list), moment), place.county, on)
        _check(seen, place, told, moment)


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_now_is_what_the_records_say(seed: int) -> None:
    place, task_list, told = _county(seed)
    seen = picture(records.current(of_list(task_list)), place.county, make.TODAY)
    assert seen.total.issued
    _check(seen, place, told, MOMENTS[-1])
    assert seen == picture(records.recorded(of_list(task_list), MOMENTS[-1]), place.county, make.TODAY)


def test_units_stand_in_county_order_and_departments_by_themselves() -> None:
    place, task_list, _ = _county(1)
    seen = picture(records.current(of_list(task_list)), place.county, make.TODAY)
    orders = [unit.body.order_no for unit in seen.units]
    assert orders == sorted(orders)
    names = [unit.body.name for unit in seen.units]
    assert "县财政局机关党委" in names
    assert "县教育工委" in names
    assert "城关中学党支部" not in names
    groups = [group.body.name for group in grouped(seen)]
    assert "县直机关工委" in groups
    assert "县财政局机关党委" not in groups
    assert summed(group.figures for group in grouped(seen)) == seen.total


def test_every_number_is_the_count_of_the_rows_behind_it() -> None:
    place, task_list, _ = _county(2)
    rows = records.recorded(of_list(task_list), MOMENTS[2])
    on = date(2026, 11, 5)
    seen = picture(rows, place.county, on)
    for name in (f.name for f in fields(Figures)):
        assert behind(rows, Number(name), place.county, on).count() == getattr(seen.total, name)
        for unit in seen.units:
            number = Number(name, unit=unit.body)
            assert behind(rows, number, place.county, on).count() == getattr(unit.figures, name)
        for group in grouped(seen):
            number = Number(name, under=group.body)
            assert behind(rows, number, place.county, on).count() == getattr(group.figures, name)
        for line in seen.tasks:
            assert behind(rows, Number(name, task=line.task), place.county, on).count() == getattr(line.figures, name)


def test_goals_fold_up_what_hangs_below_and_leave_out_what_others_handed_on() -> None:
    place, chance = make.make_place(), make.chance(3)
    root = make.make_goal(place.county, "000", "党建示范化工程")
    leaf = make.make_goal(place.county, "000000", "强基固本行动", root)
    beside = make.make_goal(place.county, "001", "另一项工程")
    body = next(iter(place.units.values()))
    for number, goal in enumerate((root, leaf, beside), 1):
        task = make.make_task(make.make_list(place.county, goal=goal), number, date(2026, 12, 1))
        make.tell(task, body, chance)
    lower = make.make_list(place.county, goal=leaf)
    TaskList.objects.filter(pk=lower.pk).update(organization=body, org_path=body.path)
    lower.refresh_from_db()
    make.tell(make.make_task(lower, 9, date(2026, 12, 1)), body, chance)
    seen = picture(records.current(of_goal(root)), place.county, make.TODAY)
    assert seen.total.issued == 2
    nodes = [(node.goal, node.depth, node.figures.issued) for node in folded(seen.tasks, place.county.pk)]
    assert nodes == [(root, 0, 2), (leaf, 1, 1)]


def test_a_work_committee_counts_its_own_direct_bodies() -> None:
    place = make.make_place()
    work = Organization.objects.get(name="县直机关工委")
    task_list = make.make_list(work)
    task = make.make_task(task_list, 1, date(2026, 12, 1))
    for body in Organization.objects.below(work).in_order():
        make.tell(task, body, make.chance(1))
    seen = picture(records.current(of_list(task_list)), work, make.TODAY)
    assert [unit.body.name for unit in seen.units] == ["县财政局机关党委", "县水利局党支部"]
    assert place.county not in [unit.body for unit in seen.units]


def test_a_reader_of_the_whole_subtree_gets_the_figures_at_hand_others_their_own() -> None:
    cache.clear()
    place, _, told = _county(1)
    leader = posts.actor_of(posts.make_holder(place.county, Role.COUNTY_LEADER)).narrowed(Permission.BULLETIN_VIEW)
    moment = at(make.TODAY, 23)
    first = overview(leader, place.county, moment)
    assert first.picture.total == _by_hand(told, moment, make.TODAY)
    Assignment.objects.update(state="withdrawn")
    assert overview(leader, place.county, moment).picture.total == first.picture.total
    near = replace(leader, grants=tuple(replace(grant, reach=Reach.BODY) for grant in leader.grants))
    assert overview(near, place.county, moment).picture.total == Figures()
