"""The home page opens with few queries, whatever is or is not at hand."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangjian.affairs.accounts.models import Account
from dangjian.site import demo

MOST = 12  # Five for who asks, two for what all capabilities have, the rest for those that ask apart.
pytestmark = pytest.mark.django_db


def test_home_and_what_stands_beside_it_ask_little_even_cold() -> None:
    demo.load(seed=1, today=date(2026, 11, 21), size=demo.Size.SMALL)
    for printed in demo.accounts():
        client = Client()
        client.force_login(Account.objects.get(login=printed.login))
        client.get("/due/")
        for address in ("/", "/side/"):
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code in {200, 404}
            assert len(asked) <= MOST, (printed.login, address, len(asked))


def test_the_officer_sees_the_units_beside_the_due_list() -> None:
    demo.load(seed=1, today=date(2026, 11, 21), size=demo.Size.SMALL)
    officer = Client()
    officer.force_login(Account.objects.get(login=demo.accounts()[0].login))
    assert 'hx-get="/side/"' in officer.get("/").content.decode()
    assert "任务进展" in officer.get("/side/", headers={"HX-Request": "true"}).content.decode()
