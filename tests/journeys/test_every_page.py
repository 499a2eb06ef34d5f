"""Every page of the URL map as each person of the demo county: nothing in anyone's way, at desk, phone and 长辈版."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from dangjian.affairs.accounts.models import Account
from dangjian.site import demo
from tests.journeys.accessibility import VIEWS, elder_faults, overflow, violations
from tests.journeys.county import People
from tests.journeys.served import sign_in
from tests.trust.crawl.routes import routes

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("pages")]

HTML = "text/html"
# Addresses to which no link of the demo county leads, with the reason.
NOT_LINKED = {
    "card/<str:secret>/": "only from the QR code of a card",
    "tasks/<uuid:public_id>/own/": "only from a group notice; leads on to the assignment",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the server gave it to one person."""

    path: str
    route: str
    shape: frozenset[tuple[str, str]]


def walk(client: Client) -> Iterator[Shown]:
    """Follow every link from the home page; of addresses that differ in the row only, the first."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if route is None or route in seen:
            continue
        seen.add(route)
        answer = client.get(path, follow=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        if not answer["Content-Type"].startswith(HTML):
            yield Shown(path, route, frozenset())
            continue
        soup = BeautifulSoup(answer.content, "html.parser")
        waiting += [urlsplit(str(link["href"])).path for link in soup.select("a[href^='/']")]
        yield Shown(path, route, frozenset((tag.name, str(tag.get("class"))) for tag in soup.find_all()))


def route_of(path: str) -> str | None:
    try:
        return resolve(path).route
    except Resolver404:
        return None


def faults(page: Page, paths: list[str]) -> Iterator[str]:
    """Load every page once; look at it at each width, and in large type as 长辈版 marks it."""
    for path in paths:
        page.goto(path)
        for name, (width, height, is_elder) in VIEWS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("is => document.documentElement.classList.toggle('elder', is)", is_elder)
            for line in violations(page) + overflow(page) + (elder_faults(page) if is_elder else []):
                yield f"{name} {path}: {line}"


def test_every_page_is_open_to_everyone(people: People) -> None:
    """A page is looked at once, and again for another person where a part stands on it that stood nowhere before."""
    looked_at: set[str] = set()
    known: set[tuple[str, str]] = set()
    wrong = list(faults(people.screen(), ["/sign-in/", "/card/", "/card/unknown/", "/none/"]))
    for one in demo.accounts():
        account = Account.objects.get(login=one.login)
        client = Client()
        client.force_login(account)
        fresh = []
        for shown in walk(client):
            if shown.shape and (shown.route not in looked_at or shown.shape - known):
                fresh.append(shown.path)
            looked_at.add(shown.route)
            known |= shown.shape
        page = people.screen()
        sign_in(page.context, people.server, account)
        wrong += [f"{one.login} {line}" for line in faults(page, fresh)]
    wrong += people.wrong
    assert not wrong, "\n".join(wrong)
    reads = {route.route for route in routes() if "GET" in route.gate.methods}
    assert reads - looked_at == set(NOT_LINKED)
