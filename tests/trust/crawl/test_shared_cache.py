"""T18: a cache in front of the site and warm caches inside it, people asking in turn: nobody gets another's page."""

import os
from collections.abc import Iterator, Sequence
from unittest import mock

import pytest
from django.core.cache import cache
from django.http import HttpResponseBase

from dangjian.access.permissions import Permission
from dangjian.decisions.bulletins.queries import overview
from tests.trust.crawl.probes import Crawler, Finding
from tests.trust.crawl.routes import Route, routes
from tests.trust.crawl.shared_cache import SharedCache
from tests.trust.crawl.world import Place

pytestmark = pytest.mark.django_db
IS_FULL = os.environ.get("TRUST") == "full"
FIGURES = ("bulletins/overview/", "side/")  # What is kept in the cache of the site.


def readings(crawler: Crawler) -> Iterator[tuple[Route, Place | None]]:
    """Every page, and the pages of rows at the own branch; at every place in the full size."""
    places = list(crawler.world.places.values()) if IS_FULL else [crawler.world.places["Own"]]
    for route in routes():
        if "GET" in route.gate.methods and route.gate.kind != "public":
            for place in places if route.is_about_a_row else [None]:
                yield route, place


def turns(
    crawler: Crawler, people: Sequence[str], only: Sequence[str] | None = None
) -> Iterator[tuple[str, Route, Place | None]]:
    """Everyone asks for each page in turn, or for some pages only."""
    for route, place in readings(crawler):
        for who in people if only is None or route.route in only else ():
            yield who, route, place


def downward(crawler: Crawler) -> list[str]:
    """Those who see most first; outside the full size every fourth, and nobody at all."""
    people = sorted(crawler.clients, key=lambda who: reach(crawler, who), reverse=True)
    return people if IS_FULL else [*people[:-1:4], people[-1]]


def reach(crawler: Crawler, who: str) -> int:
    return 0 if who == "anonymous" else sum(crawler.oracle.may(who, permission) for permission in Permission)


def through(
    crawler: Crawler, people: Sequence[str], only: Sequence[str] | None = None, *, stripped: bool = False
) -> tuple[list[Finding], list[str], int]:
    """Ask everything through the cache: leaks, answers that a cache might keep, and how often it answered."""
    shared = SharedCache()
    leaks: list[Finding] = []
    open_answers: list[str] = []
    hits = 0
    for who, route, place in turns(crawler, people, only):
        address = route.address(place)
        headers = {"cookie": str(crawler.sessions[who])}
        response = shared.answer(address, headers)
        if response is None:
            response = crawler.send(who, "GET", address)
            if stripped:
                _strip(response)
            elif who != "anonymous" and response.headers.get("Cache-Control") != "private, no-store":
                open_answers.append(address)
            shared.take(address, headers, response)
        else:
            hits += 1
        leaks += crawler.leaks(who, "GET", route, place, response)
    return leaks, open_answers, hits


def _strip(response: HttpResponseBase) -> None:
    """What a careless proxy makes of an answer."""
    del response.headers["Cache-Control"]
    del response.headers["Vary"]


@pytest.mark.parametrize("step", [1, -1] if IS_FULL else [1])
def test_no_store_gives_anyone_what_was_made_for_another(crawler: Crawler, step: int) -> None:
    leaks, open_answers, hits = through(crawler, downward(crawler)[::step])
    assert leaks == []
    assert open_answers == []
    assert hits == 0


def test_the_control_without_the_heads_the_cache_hands_pages_to_strangers(crawler: Crawler) -> None:
    leaks, _, hits = through(crawler, downward(crawler)[::2], stripped=True)
    assert hits > 0
    assert len({finding.route for finding in leaks}) > 10


def test_the_control_a_key_without_scope_is_caught(crawler: Crawler) -> None:
    class Careless:
        """A cache that forgets whose figures they are."""

        def get(self, _key: str) -> object:
            return cache.get("overview")

        def set(self, _key: str, value: object, seconds: int) -> None:
            cache.set("overview", value, seconds)

    siblings = ("township_organizer", "work_committee_officer")  # Each sees what the other may not.
    with mock.patch.object(overview, "cache", Careless()):
        leaks, _, _ = through(crawler, siblings, FIGURES)
    assert {finding.route for finding in leaks} & set(FIGURES)
