"""A sample under way in the printed township: key branches and drawn ones, some visited, a problem being remedied."""

from datetime import timedelta
from typing import Final

from dangjian.affairs.organizations.models import BRANCHES, Organization
from dangjian.foundation.time import at
from dangjian.programme.goals.models import Goal
from dangjian.programme.inspections.models import Finding, Sample, SampleBody, Visit
from dangjian.programme.inspections.rules import draw, fingerprint
from dangjian.programme.tasks.models import Assignment, Authority, ListKind, StepKind, Task, TaskList, TaskState
from dangjian.programme.tasks.targets import Targets
from dangjian.site.demo.cast import ORGANIZER, VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme import steps
from dangjian.site.demo.programme.desks import Desks, Hand

_AGO: Final = 12
_KEYS, _NUMBER = 2, 3
_TITLE: Final = "主题党日开展情况抽查"
_MUST_SEE: Final = "活动室开没开，能不能坐下来开会\n随机问两名党员：上个月主题党日做了什么"
_SEEN: Final = ("活动室开着，墙上的公示是当月的。问了两名党员，都说得出上月主题。", "活动室锁着，值班村干部有钥匙。")
_PROBLEM: Final = "活动室平时锁着，党员来了进不去"
_REMEDY: Final = "排出值班表，固定每周开放两个半天，时间贴在门口"


def write(county: County) -> None:
    """Make the sample of the printed organizer's township: two visits done, one with a problem."""
    chance, desks = Chance(county.measures.members + 37, county.today), Desks(county)
    hand = desks.of_person(county.cast[ORGANIZER.login].pk)
    town = next(body for body in county.bodies if body.short_name.startswith(ORGANIZER.body))
    below = [one for one in county.bodies if one.path.startswith(town.path) and one.kind in BRANCHES]
    frame = sorted((one for one in below if one.closed_on is None), key=lambda one: one.path)
    keys = {one.pk for one in [one for one in frame if not one.short_name.startswith(VILLAGE)][:_KEYS]}
    sample = _sample(county, chance, town, hand, min(_NUMBER, len(frame) - len(keys)))
    for number, body in enumerate(frame, 1):
        county.rows.put(
            SampleBody, sample_id=sample.pk, order_no=number, organization_id=body.pk, county_id=1, org_path=body.path,
            name=body.short_name, is_key=body.pk in keys,
        )  # fmt: skip
    chosen = set(draw([n for n, body in enumerate(frame, 1) if body.pk not in keys], sample.number, sample.seed))
    drawn = [body for number, body in enumerate(frame, 1) if body.pk in keys or number in chosen]
    to_see = [body for body in drawn if not body.short_name.startswith(VILLAGE)]
    for number, body in enumerate(to_see[: len(_SEEN)]):
        _visit(county, chance, sample, town, body, hand, number)


def _sample(county: County, chance: Chance, town: Organization, hand: Hand, number: int) -> Sample:
    seed, on = f"{chance.getrandbits(128):032x}", county.today - timedelta(days=_AGO)
    return county.rows.add(
        Sample(
            public_id=chance.public_id(), organization_id=town.pk, county_id=1, org_path=town.path, title=_TITLE,
            must_see=_MUST_SEE, number=number, print_of=fingerprint(seed), seed=seed, published_on=on,
            published_by=hand.account_id, published_at=at(on, 9),
        )
    )  # fmt: skip


def _visit(
    county: County, chance: Chance, sample: Sample, town: Organization, body: Organization, hand: Hand, number: int
) -> None:
    on = county.today - timedelta(days=_AGO - 2 - number)
    row = county.rows.add(
        Visit(
            public_id=chance.public_id(), sample_id=sample.pk, issuer_id=town.pk, organization_id=body.pk, county_id=1,
            org_path=body.path, on=on, seen=_SEEN[number], account_id=hand.account_id,
            who=f"{ORGANIZER.name} · {ORGANIZER.title}", made_at=at(on, 16),
        )
    )  # fmt: skip
    if number:
        task = _task(county, chance, town, body, hand, row)
        county.rows.put(
            Finding, public_id=chance.public_id(), visit_id=row.pk, task_id=task.pk, county_id=1, org_path=body.path,
            words=_PROBLEM, post="党支部书记", remedy=_REMEDY, due_on=task.due_on,
        )  # fmt: skip


def _task(county: County, chance: Chance, town: Organization, body: Organization, hand: Hand, visit: Visit) -> Task:
    begun, due_on = at(visit.on, 17), visit.on + timedelta(days=30)
    place = {"organization_id": town.pk, "county_id": 1, "org_path": town.path}
    goals = county.rows.of(Goal)  # Every list hangs on the programme (P5).
    goal = next((one for one in goals if "组织生活" in one.title or "支部" in one.title), goals[0])
    problems = county.rows.add(
        TaskList(
            **place, public_id=chance.public_id(), kind=ListKind.PROBLEMS, title=f"{_TITLE}问题清单",
            goal_id=goal.pk,
            authority=Authority.OWN, basis="抽查、走访发现", from_day=visit.on, to_day=due_on, made_at=begun,
            made_by=hand.account_id,
        )
    )  # fmt: skip
    task = county.rows.add(
        Task(
            **place, public_id=chance.public_id(), task_list_id=problems.pk, order_no=1, title=_PROBLEM,
            measures=_REMEDY, responsible=body.short_name, responsible_person="党支部书记", due_on=due_on,
            state=TaskState.ISSUED, issued_at=begun, made_at=begun, targets=Targets(named=(body.pk,)).to_json(),
        )
    )  # fmt: skip
    steps.of_task(county, task, StepKind.ISSUED, hand, "下达 1 个单位", begun)
    county.rows.add(
        Assignment(
            public_id=chance.public_id(), task_id=task.pk, organization_id=body.pk, county_id=1, org_path=body.path,
            issuer_path=town.path, acceptor_id=town.pk, acceptor_path=town.path, due_on=due_on, made_at=begun,
        )
    )  # fmt: skip
    return task
