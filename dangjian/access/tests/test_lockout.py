"""Guesses are counted before they are looked at, by name and source, in the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory

from dangjian.access import lockout
from dangjian.access.models import Failure

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def tries(number: int, *, name: str = "zhou", source: str = "10.0.0.1", at: datetime = AT) -> list[bool]:
    return [lockout.attempt(name=name, source=source, at=at) for _ in range(number)]


@pytest.mark.django_db
def test_five_guesses_then_locked_for_thirty_minutes() -> None:
    assert tries(6) == [True] * 5 + [False]
    assert tries(1, at=AT + timedelta(minutes=29)) == [False]
    assert lockout.locked_sources(name="zhou", at=AT + timedelta(minutes=29)) == 1
    assert tries(6, at=AT + timedelta(minutes=30)) == [True] * 5 + [False]


@pytest.mark.django_db
def test_a_locked_pair_locks_nobody_else() -> None:
    tries(6)
    assert tries(1, source="10.0.0.2") == [True]
    assert tries(1, name="wang") == [True]


@pytest.mark.django_db
def test_four_guesses_are_forgotten_after_half_an_hour() -> None:
    tries(4)
    assert tries(5, at=AT + timedelta(minutes=31)) == [True] * 5


@pytest.mark.django_db
def test_getting_in_and_unlocking_clear_the_count() -> None:
    tries(5)
    lockout.clear(name="zhou", source="10.0.0.1")
    assert tries(5) == [True] * 5
    tries(5, source="10.0.0.2")
    assert lockout.unlock(name="ZHOU ") == 2
    assert tries(1) == [True]


@pytest.mark.django_db
def test_the_name_is_not_kept() -> None:
    tries(1, name="my password by mistake")
    assert "password" not in repr(list(Failure.objects.values()))


def naive_attempt(*, name: str, source: str, at: datetime) -> bool:
    """Look first and count afterwards: what must fail."""
    digest = lockout.name_digest(name)
    row = Failure.objects.filter(name_digest=digest, source=source).first()
    if row and row.count >= 5:
        return False
    lockout.attempt(name=name, source=source, at=at)
    return True


def allowed_at_once(attempt: Callable[..., bool], number: int = 32) -> int:
    barrier = Barrier(number)

    def one(_: int) -> bool:
        try:
            connection.ensure_connection()
            barrier.wait(20)
            return attempt(name="zhou", source="10.0.0.1", at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return sum(pool.map(one, range(number)))


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_five_guesses() -> None:
    assert allowed_at_once(lockout.attempt) == 5


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_race_is_real() -> None:
    assert allowed_at_once(naive_attempt) > 5


def test_behind_a_proxy_the_last_address_counts(settings: object) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3")
    settings.IS_HTTPS = True  # type: ignore[attr-defined]
    assert lockout.source_of(request) == "10.1.2.3"
    settings.IS_HTTPS = False  # type: ignore[attr-defined]
    assert lockout.source_of(request) == "127.0.0.1"
