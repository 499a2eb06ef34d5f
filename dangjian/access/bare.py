"""Addresses that bring their own proof of who acts: neither session nor Actor is looked up, nothing stands before them.

The proof is in the body of the request, made for one account and one purpose: no other site can have it sent, so that
there is no token of a form beside it. Such an address answers with a redirect, never with a page.
"""

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
_bare: Final[dict[str, tuple[re.Pattern[str], View]]] = {}


def leave(pattern: str, view: View) -> None:
    """Let ``view``, open to everyone, answer what matches ``pattern`` as a whole; it is given the named groups."""
    _bare[pattern] = (re.compile(pattern), view)


def bare_middleware(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer those addresses before anything else is done: the outermost layer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        for pattern, view in _bare.values():
            if found := pattern.fullmatch(request.path_info):
                request.get_host()  # Refuses a host that is not ours, as the common middleware does.
                response = view(request, **found.groupdict())
                response["Cache-Control"] = "private, no-store"
                response["X-Content-Type-Options"] = "nosniff"
                return response
        return respond(request)

    return middleware
