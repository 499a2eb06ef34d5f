"""The standing of the largest list, frozen into a bulletin."""

from bench.county import TODAY
from bench.measures import Measure, seconds
from bench.walk import people
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.decisions.bulletins import services
from dangjian.decisions.bulletins.models import BulletinKind
from dangjian.programme.tasks.models import Assignment, TaskList

SECONDS = 2.0


def measure() -> Measure:
    """Draft a bulletin of the list with 60,300 assignments."""
    largest = TaskList.objects.get(pk=Assignment.objects.order_by("-id").values("task__task_list")[:1])
    by = people.actor(Role.COUNTY_OFFICER).narrowed(Permission.BULLETIN_EDIT)
    taken = seconds(lambda: services.draft(task_list=largest, kind=BulletinKind.NOTICE, as_of=TODAY, on=TODAY, by=by))
    return Measure("起草一份通报", taken, SECONDS, "秒")
