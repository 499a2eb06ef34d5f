"""A browser without a screen: signs in as one of the people, and sends forms with their one-time mark."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Protocol

import pytest
from django.http.response import ResponseHeaders
from django.test import Client

from dangjian.access import once
from dangjian.affairs.accounts.models import Account
from dangjian.programme.tasks.tests.make import TODAY

_TAG = re.compile(r"<[^>]+>")


class Answer(Protocol):
    """What a page answered."""

    status_code: int
    content: bytes

    @property
    def headers(self) -> ResponseHeaders:
        """Where it leads, among others."""


class Visitor:
    """One person's browser."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.client = Client()
        self.client.force_login(account)

    def see(self, address: str, **query: str) -> str:
        """Open a page that must be there; return its text."""
        response = self.client.get(address, query)
        assert response.status_code == 200, (address, response.status_code)
        return text(response)

    def status(self, address: str) -> int:
        """Return the status of a page."""
        return self.client.get(address).status_code

    def send(self, address: str, data: Mapping[str, object] | None = None) -> Answer:
        """Send a form of a page opened now."""
        return self.client.post(address, {"once": once.mint(self.account.epoch), **(data or {})})


def text(response: Answer) -> str:
    """Return the words of a page without its tags."""
    return re.sub(r"\s+", " ", _TAG.sub(" ", response.content.decode()))


def stand_on(monkeypatch: pytest.MonkeyPatch, day: date = TODAY) -> None:
    """Let the pages speak of ``day``."""
    monkeypatch.setattr("dangjian.programme.tasks.views.days.today", lambda: day)
