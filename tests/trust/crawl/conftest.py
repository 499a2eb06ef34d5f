"""One world a module; each test a crawler of its own on it, whose probes leave nothing behind."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.trust.crawl.probes import Crawler
from tests.trust.crawl.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:  # noqa: ARG001  # by name
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def crawler(world: World) -> Iterator[Crawler]:
    cache.clear()  # what another test left would answer for a view that forgot its scope
    yield Crawler(world)
    cache.clear()
