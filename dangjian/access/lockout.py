"""Guesses at sign-in are counted in the database, by (name, source): it survives the loss of any cache.

A pair is locked, never an account everywhere: else anyone could lock an officer out.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from dangjian.access.models import Failure
from dangjian.foundation.time import as_day
from dangjian.rulebook import rule

_COUNT: Final = """
INSERT INTO access_failure AS kept (name_digest, source, count, first_at)
VALUES (%(name)s, %(source)s, 1, %(at)s)
ON CONFLICT (name_digest, source) DO UPDATE SET
    count = CASE WHEN {stale} THEN 1 ELSE LEAST(kept.count + 1, 30000) END,
    first_at = CASE WHEN {stale} THEN %(at)s ELSE kept.first_at END,
    locked_until = CASE
        WHEN {stale} THEN NULL
        WHEN kept.locked_until IS NULL AND kept.count + 1 >= %(limit)s THEN %(until)s
        ELSE kept.locked_until
    END
RETURNING count
""".format(stale="COALESCE(kept.locked_until, kept.first_at + %(window)s * interval '1 second') <= %(at)s")


def name_digest(name: str) -> str:
    """Return the keyed digest under which guesses at ``name`` are counted; the name itself is not kept."""
    return salted_hmac("dangjian.lockout", name.strip().casefold(), algorithm="sha256").hexdigest()


def attempt(*, name: str, source: str, at: datetime) -> bool:
    """Count one guess, before the password is looked at; say whether it may be looked at.

    Counting first is what makes a hundred guesses at once no more than ``failures`` guesses. The last
    permitted guess locks the pair; :func:`clear` opens it again when that guess was right.
    """
    terms = rule("signin.lockout", on=as_day(at)).table
    limit, window = int(str(terms["failures"])), timedelta(minutes=int(str(terms["minutes"])))
    facts: dict[str, str | int | float | datetime] = {
        "name": name_digest(name),
        "source": source[:64],
        "at": at,
        "window": window.total_seconds(),
        "until": at + window,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, facts)
        (count,) = cursor.fetchone()
    return bool(count <= limit)


def clear(*, name: str, source: str) -> None:
    """Forget the guesses of a pair: the person got in."""
    Failure.objects.filter(name_digest=name_digest(name), source=source[:64]).delete()


def unlock(*, name: str) -> int:
    """Forget the guesses at ``name`` from everywhere; returns how many sources were counted."""
    return Failure.objects.filter(name_digest=name_digest(name)).delete()[0]


def locked_sources(*, name: str, at: datetime) -> int:
    """Return from how many sources ``name`` is locked at this moment."""
    return Failure.objects.filter(name_digest=name_digest(name), locked_until__gt=at).count()


def source_of(request: HttpRequest) -> str:
    """Return the address a request came from: behind our reverse proxy, the one that the proxy saw."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    direct = str(request.META.get("REMOTE_ADDR", ""))
    return ((forwarded if settings.IS_HTTPS else "") or direct)[:64]
