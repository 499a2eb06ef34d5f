"""Lists, tasks and assignments for tests, and the people around them."""

from dataclasses import dataclass
from datetime import date

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make as posts
from dangjian.programme.tasks import services
from dangjian.programme.tasks.models import Assignment, Authority, Task, TaskList
from dangjian.programme.tasks.services import TaskFields
from dangjian.programme.tasks.targets import Targets

TODAY = posts.TODAY
DUE = date(2026, 12, 15)


@dataclass(frozen=True, slots=True)
class Scene:
    """A county with a township, its two villages, and another township; and who works there."""

    county: Organization
    township: Organization
    village: Organization
    other_village: Organization
    elsewhere: Organization
    officer: Account
    organizer: Account
    clerk: Account
    secretary: Account
    stranger: Account

    def acting(self, account: Account, permission: Permission, on: date = TODAY) -> Actor:
        """Return the Actor of one of these people, narrowed as a view would."""
        return posts.actor_of(account, on).narrowed(permission)


def make_scene() -> Scene:
    """Make the people and bodies of most stories."""
    county = posts.make_county()
    township = posts.make_township(county)
    village = posts.make_body("上湾村党支部", parent=township)
    other_village = posts.make_body("青峰村党支部", parent=township)
    elsewhere = posts.make_township(county, "中共柳河乡委员会")
    return Scene(
        county=county,
        township=township,
        village=village,
        other_village=other_village,
        elsewhere=elsewhere,
        officer=posts.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        organizer=posts.make_holder(township, Role.TOWNSHIP_ORGANIZER, "李文静"),
        clerk=posts.make_holder(village, Role.BRANCH_CLERK, "孙志强"),
        secretary=posts.make_holder(village, Role.SECRETARY, "王建军"),
        stranger=posts.make_holder(elsewhere, Role.SECRETARY, "赵玉兰"),
    )


def make_list(scene: Scene, *, authority: Authority = Authority.COMMITTEE, consent: str = "") -> TaskList:
    """Open a list of the county, by the officer."""
    return services.open_list(
        organization=scene.county,
        office="县委组织部",
        title="2026年度基层党建重点任务清单",
        authority=authority,
        consent=consent,
        from_day=date(2026, 1, 1),
        to_day=date(2026, 12, 31),
        by=scene.acting(scene.officer, Permission.LIST_EDIT),
    )


def make_task(scene: Scene, task_list: TaskList, **fields: object) -> Task:
    """Draft a task due in December."""
    known = {"title": "村党组织书记逐村分析", "due_on": DUE} | fields
    return services.draft_task(
        task_list=task_list,
        fields=TaskFields(**known),  # type: ignore[arg-type]  # tests name the fields
        by=scene.acting(scene.officer, Permission.LIST_EDIT),
    )


def issue(scene: Scene, task: Task, *bodies: Organization, on: date = TODAY) -> list[Assignment]:
    """Issue a task to named bodies, by the officer; return what they received, in county order."""
    services.issue(
        tasks=[task],
        targets=Targets(named=tuple(body.pk for body in bodies)),
        on=on,
        by=scene.acting(scene.officer, Permission.TASK_ISSUE),
    )
    return list(Assignment.objects.filter(task=task).in_order())


def make_assignment(scene: Scene, **fields: object) -> Assignment:
    """Hand one task to the village."""
    return issue(scene, make_task(scene, make_list(scene), **fields), scene.village)[0]


def submit(scene: Scene, assignment: Assignment, *, on: date = TODAY) -> Assignment:
    """Submit an assignment of the village, by its secretary."""
    by = scene.acting(scene.secretary, Permission.ASSIGNMENT_SUBMIT)
    return services.submit(assignment=assignment, words="已建台账", on=on, by=by)


def accept(scene: Scene, assignment: Assignment, *, on: date = TODAY) -> Assignment:
    """Accept it, by the officer."""
    by = scene.acting(scene.officer, Permission.ASSIGNMENT_ACCEPT)
    return services.accept(assignments=[assignment], on=on, by=by)[0]
