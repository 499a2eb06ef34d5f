"""Every list and home page: the slowest of them by 50 requests through the real server, and the number of queries."""

import http.client
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.county import web
from bench.measures import Measure, middle, percentile, seconds
from bench.walk import people
from dangjian.affairs.accounts.roles import Role
from dangjian.programme.tasks.models import Assignment, TaskList

REQUESTS = 50
WARM = 2
GLANCE = 3  # requests to a page to find the slowest
SLOWEST = 3  # pages measured in full
MILLISECONDS = 200.0
QUERIES = 15
WORD = "石桥"  # what is searched for
ACCEPTING = ("due", "tasks:acceptance")
OWN = ("tasks:assignments", "inbox:index")
# The pages that list something, for those whose lists are long.
ROOMS: dict[Role, tuple[str, ...]] = {
    Role.COUNTY_OFFICER: (
        *ACCEPTING, "side", "tasks:lists", "tasks:urgent", "organizations:index", "directives:index", "goals:tree",
        "bulletins:index", "bulletins:overview", "provisions:index", "accounts:cards",
    ),
    Role.WORK_COMMITTEE_OFFICER: ACCEPTING,
    Role.TOWNSHIP_ORGANIZER: (*ACCEPTING, *OWN),
    Role.SECRETARY: OWN,
    Role.SYSTEM_ADMINISTRATOR: ("accounts:index", "administration:jobs"),
    Role.AUDIT_ADMINISTRATOR: ("administration:audit",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page as one person opens it."""

    role: Role
    address: str


def wanted() -> list[Wanted]:
    """Return the home page of each role and every list page."""
    largest = TaskList.objects.get(pk=Assignment.objects.order_by("-id").values("task__task_list")[:1])
    ledger = reverse("tasks:list", args=[largest.public_id])
    task = reverse("tasks:task", args=[largest.tasks.in_order()[0].public_id])
    rooms = {role: [reverse(name) for name in names] for role, names in ROOMS.items()}
    rooms[Role.COUNTY_OFFICER] += [ledger, task, f"{reverse('search')}?{urlencode({'q': WORD})}"]
    return [
        *(Wanted(role, "/") for role in Role),
        *(Wanted(role, address) for role, addresses in rooms.items() for address in addresses),
    ]


def measures() -> list[Measure]:
    """Return the slowest page and the page with the most queries."""
    pages = wanted()
    counted = {page: _queries(page) for page in pages}
    with web() as server:
        first = {page: middle(times(server, page, GLANCE)) for page in pages}
        slowest = sorted(pages, key=lambda page: first[page], reverse=True)[:SLOWEST]
        timed = {page: percentile(times(server, page, REQUESTS)) for page in slowest}
    slow, many = max(timed, key=lambda p: timed[p]), max(counted, key=lambda p: counted[p])
    name = f"{len(pages)} 个页面中最慢的 {slow.address}（{slow.role.value}），{REQUESTS} 次的第 95 百分位"
    return [
        Measure(name, timed[slow] * 1000, MILLISECONDS, "毫秒"),
        Measure(f"查询最多的页面 {many.address}（{many.role.value}）", counted[many], QUERIES, "次"),
    ]


def _queries(page: Wanted) -> int:
    client = Client()
    client.force_login(people.account(page.role))
    client.get(page.address)
    cache.clear()  # what a page keeps is counted too
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page.address)
    if answer.status_code != HTTPStatus.OK:
        message = f"{page.address} answers {answer.status_code}"
        raise RuntimeError(message)
    return len(captured)


def times(server: str, page: Wanted, number: int) -> list[float]:
    """Return the seconds of requests one at a time on a kept connection, after a few to warm up."""
    link = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    cookie = people.cookie(page.role)

    def once() -> None:
        link.request("GET", page.address, headers={"Cookie": cookie})
        answer = link.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            message = f"{page.address} answers {answer.status}"
            raise RuntimeError(message)

    times = [seconds(once) for _ in range(number + WARM)][WARM:]
    link.close()
    return times
