"""T08's clock: a row that is out of reach takes as long to be refused as one that does not exist.

The measure is the AUC: how often a request for a foreign row takes longer than one for an absent row. 0.5 says
nothing; its standard error at 1,000 requests each is 0.013.
"""

import gc
import logging
import os
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock
from uuid import UUID, uuid4

import pytest
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.test import Client

from dangjian.access.gates import ActorRequest
from dangjian.affairs.accounts.roles import Role
from dangjian.programme.tasks.models import TaskList
from dangjian.programme.tasks.queries import ledger
from dangjian.programme.tasks.views import lists
from dangjian.programme.tasks.views.days import day_for
from tests.trust.crawl.world import World, build

pytestmark = [
    pytest.mark.trust,
    pytest.mark.django_db,
    pytest.mark.skipif(os.environ.get("TRUST") != "full", reason="six thousand requests by the clock: make trust"),
]
NUMBER = 1_000
LEAST, MOST = 0.45, 0.55
PAGES = {"assignment": "/assignments/{}/", "task_list": "/lists/{}/", "directive": "/directives/{}/"}


@pytest.fixture
def world() -> World:
    return build()


@pytest.fixture
def organizer(world: World) -> Client:
    """The browser of someone who may open all three kinds of page, in their own township."""
    client = Client()
    client.force_login(world.accounts[Role.TOWNSHIP_ORGANIZER])
    return client


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the log of refusals and the collector of garbage out of the measure."""
    logger = logging.getLogger("django.request")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        logger.setLevel(level)


def took(client: Client, address: str) -> int:
    """Return the nanoseconds until a request is refused."""
    start = time.perf_counter_ns()
    response = client.get(address)
    spent = time.perf_counter_ns() - start
    assert response.status_code == 404
    return spent


def auc(longer: list[int], shorter: list[int]) -> float:
    """Return the share of pairs in which the first is the longer, ties counted half (Mann and Whitney)."""
    below = sorted(shorter)
    wins = sum(bisect_left(below, spent) + bisect_right(below, spent) for spent in longer)
    return wins / (2 * len(longer) * len(shorter))


def told_apart(client: Client, page: str, foreign: UUID, number: int) -> float:
    """Ask for the foreign row and for absent ones, mixed, so that what the machine does meanwhile falls on both."""
    spent: dict[bool, list[int]] = {True: [], False: []}
    turns = [True, False] * number
    random.Random(8).shuffle(turns)  # noqa: S311  # an order, no secret
    with quiet():
        for _ in range(50):
            took(client, page.format(uuid4()))
        for is_foreign in turns:
            spent[is_foreign].append(took(client, page.format(foreign if is_foreign else uuid4())))
    return auc(spent[True], spent[False])


@pytest.mark.parametrize("kind", PAGES)
def test_a_foreign_row_takes_as_long_as_an_absent_one(
    world: World, organizer: Client, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = world.places["Cousin"].rows[kind].public_id
    found = told_apart(organizer, PAGES[kind], foreign, NUMBER)
    with capsys.disabled():
        print(f"\ntiming: {kind}, {NUMBER} foreign and {NUMBER} absent, AUC {found:.3f}")
    assert LEAST <= found <= MOST


def careless(request: ActorRequest, public_id: UUID) -> TaskList:
    """Gather what the page shows, then ask who looks."""
    found = get_object_or_404(TaskList.objects.select_related("organization"), public_id=public_id)
    ledger.rows(request.actor, found, day_for(request.actor))
    if not TaskList.objects.visible_to(request.actor).filter(pk=found.pk).exists():
        raise Http404
    return found


def test_the_control_a_view_that_looks_before_it_asks_is_told_apart(
    world: World, organizer: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = world.places["Cousin"].rows["task_list"].public_id
    with mock.patch.object(lists, "_seen", careless):
        found = told_apart(organizer, PAGES["task_list"], foreign, NUMBER // 5)
    with capsys.disabled():
        print(f"\ntiming: the careless view, AUC {found:.3f}")
    assert found > MOST


def test_the_measure_counts_pairs() -> None:
    assert auc([3, 4], [1, 2]) == 1.0
    assert auc([1, 2], [3, 4]) == 0.0
    assert auc([1, 2], [1, 2]) == 0.5
