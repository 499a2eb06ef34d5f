"""T46, small tier: a third of the sends lose their answer and are sent again; effects = submissions.

Through the real web server: a send is cut right after the request is out (the server goes on), or sent twice at
once, or in another order than it was written.
"""

import random
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from dangjian.access import once
from dangjian.programme.tasks.models import Assignment, Step
from dangjian.programme.tasks.tests import make
from tests.journeys.served import served

SUBMISSIONS = 60
LOST = 0.3
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ground]


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[str]:  # noqa: ARG001  # by name
    with served(tmp_path) as address:
        yield address


class Phone:
    """A phone on a bad network: it sends, and may hang up before the answer is there."""

    def __init__(self, site: str, client: Client) -> None:
        self.place = urlsplit(site)
        self.cookies = {name: cookie.value for name, cookie in client.cookies.items()}

    def send(self, address: str, form: dict[str, str], *, is_cut: bool) -> int | None:
        """Send a form; return the status, or None where the line was cut before the answer."""
        token = "a" * 32
        body = urlencode({**form, "csrfmiddlewaretoken": token}).encode()
        cookies = "; ".join(f"{k}={v}" for k, v in {**self.cookies, settings.CSRF_COOKIE_NAME: token}.items())
        head = (
            f"POST {address} HTTP/1.1\r\nHost: {self.place.netloc}\r\nCookie: {cookies}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((self.place.hostname, self.place.port), timeout=30) as line:
            line.sendall(head.encode() + body)
            if is_cut:
                return None
            answer = line.makefile("rb").readline().decode()
        return int(re.findall(r" (\d{3}) ", answer)[0])


def scene() -> tuple[Assignment, Client, int]:
    made = make.make_scene()
    client = Client()
    client.force_login(made.clerk)
    return make.make_assignment(made), client, made.clerk.epoch


def storm(site: str, *, keeps_its_key: bool) -> int:
    """Report ``SUBMISSIONS`` times over the bad network; return how many reports the tables hold."""
    row, client, epoch = scene()
    phone = Phone(site, client)
    chance = random.Random(7)  # noqa: S311  # an order, no secret
    plans = [
        (f"第{number}次", once.mint(epoch), chance.random() < LOST, chance.random() < LOST)
        for number in range(SUBMISSIONS)
    ]

    def one(plan: tuple[str, str, bool, bool]) -> None:
        words, key, is_cut, is_doubled = plan
        form = {"progress": "on_schedule", "words": words, once.FIELD: key}
        address = f"/assignments/{row.public_id}/report/"
        tries = 1 + is_doubled + is_cut
        for attempt in range(tries):
            if not keeps_its_key:
                form[once.FIELD] = once.mint(epoch)
            status = phone.send(address, form, is_cut=is_cut and attempt == 0)
            assert status in {None, 302, 409}, status
        while phone.send(address, form, is_cut=False) == 409:  # still under way: ask again
            pass

    chance.shuffle(plans)
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(one, plans))
    return Step.objects.filter(assignment=row, kind="reported").count()


def test_effects_are_submissions_whatever_the_network_does(site: str) -> None:
    assert storm(site, keeps_its_key=True) == SUBMISSIONS


def test_the_control_a_new_key_at_every_try_doubles_effects(site: str) -> None:
    assert storm(site, keeps_its_key=False) > SUBMISSIONS
