"""Pages that are the same for everybody, so that a browser or a proxy may keep them for a moment."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.http import HttpRequest, HttpResponse

A = ParamSpec("A")
View = Callable[Concatenate[HttpRequest, A], HttpResponse]
_MARK: Final = "shared_for"
_FINE: Final = 200


def shared(seconds: int) -> Callable[[View[A]], View[A]]:
    """Let answers of an open view be kept for ``seconds``: the view must read nothing of who asks."""

    def decorate(view: View[A]) -> View[A]:
        @wraps(view)
        def kept(request: HttpRequest, *args: A.args, **kwargs: A.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            setattr(response, _MARK, seconds)
            return response

        return cast("View[A]", kept)

    return decorate


def kept_for(response: HttpResponse) -> int:
    """Return for how many seconds an answer may be kept; none that failed or sets a cookie."""
    if response.status_code != _FINE or response.cookies:
        return 0
    return int(getattr(response, _MARK, 0))
