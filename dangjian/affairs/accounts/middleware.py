"""Ends a session that rested too long or lasted too long."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from dangjian.affairs.accounts import rules
from dangjian.foundation.time import as_day, now

SEEN: Final = "seen"
BEGAN: Final = "began"
_WRITE_EVERY: Final = timedelta(minutes=5)


def rest_middleware(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out whoever rested; stands before the Actor is computed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            at = now()
            if is_over(request.session, at):
                logout(request)
                messages.info(request, "较长时间没有操作，已自动退出。请重新登录；没交的表单在原手机或电脑上还在。")
            else:
                _touch(request.session, at)
        return respond(request)

    return middleware


def is_over(session: SessionBase, at: datetime) -> bool:
    """Say whether a session has rested or lasted longer than it may."""
    began, seen = _moment(session, BEGAN, at), _moment(session, SEEN, at)
    on = as_day(at)
    return at - seen >= rules.idle_limit(on) or at - began >= rules.session_limit(on)


def _moment(session: SessionBase, name: str, otherwise: datetime) -> datetime:
    kept = session.get(name)
    return datetime.fromisoformat(kept) if isinstance(kept, str) else otherwise


def _touch(session: SessionBase, at: datetime) -> None:
    """Note the moment, at most once in five minutes: a row written at every request would cost more than it tells."""
    session.setdefault(BEGAN, at.isoformat())
    if SEEN not in session or at - _moment(session, SEEN, at) >= _WRITE_EVERY:
        session[SEEN] = at.isoformat()
