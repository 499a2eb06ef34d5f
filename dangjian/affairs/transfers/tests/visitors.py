"""A browser without a screen: signs in as one of the people, and sends forms with their one-time mark."""

import re
from collections.abc import Mapping
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account

_TAG = re.compile(r"<[^>]+>")
VIEWS = ("lists", "starting", "transfer", "papers")


class Visitor:
    """One person's browser."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = Client()
        self.client.force_login(account)

    def see(self, address: str, **query: str) -> str:
        """Open a page that must be there; return its words."""
        response = self.get(address, **query)
        assert response.status_code == 200, (address, response.status_code)
        return text(response)

    def get(self, address: str, **query: str) -> HttpResponse:
        answer: HttpResponse = self.client.get(address, query)  # type: ignore[assignment]  # the client's own class
        return answer

    def send(self, address: str, data: Mapping[str, object] | None = None) -> HttpResponse:
        """Send a form of a page opened now."""
        self.account.refresh_from_db()
        form = {"once": once.mint(self.account.epoch), **(data or {})}
        answer: HttpResponse = self.client.post(address, form)  # type: ignore[assignment]  # the client's own class
        return answer


def text(response: HttpResponse) -> str:
    """Return the words of a page without its tags."""
    return re.sub(r"\s+", " ", _TAG.sub(" ", response.content.decode()))


def stand_on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let the pages speak of ``day``."""
    for name in VIEWS:
        monkeypatch.setattr(f"dangjian.affairs.transfers.views.{name}.today", lambda: day)
