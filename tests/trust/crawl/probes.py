"""One probe: a person, a method, an address; and what is wrong with the answer."""

import logging
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from zipfile import ZipFile

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client

from dangjian.access import once
from dangjian.access.permissions import Permission
from tests.trust.crawl.oracle import Oracle, is_at_or_below
from tests.trust.crawl.routes import Route
from tests.trust.crawl.world import Place, World

# About oneself alone: what stands there names the bodies where one ever held a post.
OWN = frozenset({"my-record/", "my-record/copy/"})
# Who keeps a base is open to its county, where every branch may book it.
BASES = frozenset({"bases/"})
# Who holds a post is public, and 一肩挑 names the other bodies where someone holds one.
POSTS = frozenset({"posts/", "posts/bodies/<uuid:organization_id>/"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the crawl objects to."""

    who: str
    method: str
    route: str
    place: str
    words: str


def _session(client: Client) -> dict[str, str]:
    return {name: cookie.value for name, cookie in client.cookies.items()}


def body_of(response: HttpResponseBase) -> bytes:
    """Return what a response holds: a streamed one read to its end, a workbook or Word file unpacked."""
    if isinstance(response, StreamingHttpResponse):
        content = response.getvalue()
    else:
        content = response.content if isinstance(response, HttpResponse) else b""
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


class Crawler:
    """Signs everyone in once and probes as each of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.oracle = Oracle(world)
        self.answered: set[str] = set()
        self.number = 0
        self.clients = {name: self._client(name) for name in world.accounts} | {"anonymous": Client()}
        self.sessions = {name: _session(client) for name, client in self.clients.items()}
        logging.getLogger("django.request").setLevel(logging.CRITICAL)

    def _client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.world.accounts[name])
        return client

    def probe(self, who: str, method: str, route: Route, place: Place | None) -> list[Finding]:
        """Send one request, undo what it did, and return what is wrong."""
        address = route.address(place)
        response = self.send(who, method, address)
        self.number += 1
        words = self._wrong(who, method, route, place, response)
        return [Finding(who, method, route.route, place.name if place else "", word) for word in words]

    def send(self, who: str, method: str, address: str) -> HttpResponseBase:
        """Send a request inside a savepoint that is rolled back."""
        epoch = self.world.accounts[who].epoch if who in self.world.accounts else 1
        data = {once.FIELD: once.mint(epoch), "words": "试", "reason": "试"} if method == "POST" else None
        client = self.clients[who]
        # A probe that signs out takes the cookie with it; the next begins signed in again.
        client.cookies = SimpleCookie(self.sessions[who])
        with transaction.atomic():
            response = client.post(address, data) if method == "POST" else client.generic(method, address)
            transaction.set_rollback(True)
        return response

    def _wrong(self, who: str, method: str, route: Route, place: Place | None, response: HttpResponseBase) -> list[str]:
        status = response.status_code
        if status >= 500:
            return [f"answers {status}"]
        if 200 <= status < 300:
            self.answered.add(route.route)
        if method not in route.gate.methods:
            return [] if status in {302, 404, 405} else [f"answers {status} to {method}"]
        if route.gate.kind != "public":
            complaint = self._unlawful(who, method, route, place, response)
            if complaint:
                return [complaint]
        own = place.name_canary if place and route.gate.kind == "public" else ""
        return [words for words in self._leaks(who, route, response) if words != f"shows {own}"]

    def leaks(
        self, who: str, method: str, route: Route, place: Place | None, response: HttpResponseBase
    ) -> list[Finding]:
        """Return what an answer, wherever it came from, shows that this person may not read."""
        words = self._leaks(who, route, response)
        return [Finding(who, method, route.route, place.name if place else "", word) for word in words]

    def _unlawful(self, who: str, method: str, route: Route, place: Place | None, response: HttpResponseBase) -> str:
        """Say where the answer differs from the policy."""
        status = response.status_code
        if who == "anonymous":
            sent_to_sign_in = status == 302 and "/sign-in/" in response["Location"]
            return "" if sent_to_sign_in else f"answers {status} to nobody"
        allowed = self._allowed(who, route.gate.methods[method], route, place)
        if not allowed and status != 404:
            return f"answers {status} where it must not be found"
        if allowed and status == 404 and place is not None:
            return "is not found where the policy allows"
        return ""

    def _allowed(self, who: str, permission: Permission | None, route: Route, place: Place | None) -> bool:
        if permission is None:
            return not route.is_about_a_row
        if not self.oracle.may(who, permission):
            return False
        if not route.is_about_a_row:
            return True
        return place is not None and self.oracle.opens(who, permission, place.name)

    def _leaks(self, who: str, route: Route, response: HttpResponseBase) -> list[str]:
        text = body_of(response).decode("utf-8", "ignore")
        text += " ".join(f"{name}: {value}" for name, value in response.items())
        return [
            f"shows {found}"
            for found in set(re.findall(r"(?:canary|name)\w+?zz", text))
            if not self._may_read(who, route, found)
        ]

    def _may_read(self, who: str, route: Route, found: str) -> bool:
        """A row's word is for those whose posts reach its place; a body's name also for those below it."""
        place = next(p for p in self.world.places.values() if found in {p.canary, p.name_canary})
        if who == "anonymous":
            return False
        if route.route in OWN and found == place.name_canary and place.body.pk in self.oracle.once[who]:
            return True
        if route.route in POSTS and found == place.name_canary:
            return True
        if route.route in BASES and found == place.name_canary and self.oracle.is_in_county(who, place.name):
            return True
        may = self.oracle.opens if route.route.startswith(("bulletins/", "goals/", "lists/")) else self.oracle.reaches
        if any(may(who, permission, place.name) for permission in Permission):
            return True
        below = [seat.body for seat in self.oracle.seats[who]]
        is_above = any(is_at_or_below(body, place.body, self.oracle.parents) for body in below)
        return found == place.name_canary and is_above
