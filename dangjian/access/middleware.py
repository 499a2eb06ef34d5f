"""Puts the Actor on the request, and keeps personal pages out of every cache."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dangjian.access import audit
from dangjian.access.actors import Actor, acting
from dangjian.access.shared import kept_for

Respond = Callable[[HttpRequest], HttpResponse]


def actor_middleware(respond: Respond) -> Respond:
    """Compute ``request.actor`` from the posts held today; None where nobody is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = audit.request_id.set(uuid4())
        try:
            actor = actor_of(request, timezone.localdate())
            request.actor = request.full_actor = actor  # type: ignore[attr-defined]
            return respond(request)
        finally:
            audit.request_id.reset(token)

    return middleware


def actor_of(request: HttpRequest, on: date) -> Actor | None:
    """Return who acts: the account of the session with the posts of its person on ``on``."""
    account = request.user
    if not account.is_authenticated:
        return None
    return acting(account, on)


def private_middleware(respond: Respond) -> Respond:
    """Forbid every store to keep an answer that is not shared; outermost, so that no view can forget it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if not request.path.startswith("/static/"):
            seconds = kept_for(response)
            response["Cache-Control"] = f"public, max-age={seconds}" if seconds else "private, no-store"
        return response

    return middleware
