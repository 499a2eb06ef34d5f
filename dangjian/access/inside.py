"""Pages of people's data and of figures above the branch stay inside (P37)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpResponse

from dangjian.access import zones
from dangjian.access.gates import ActorRequest

A = ParamSpec("A")
View = Callable[Concatenate[ActorRequest, A], HttpResponse]


def inside(view: View[A]) -> View[A]:
    """Answer as if the page were not there on an installation that faces the internet."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: A.args, **kwargs: A.kwargs) -> HttpResponse:
        if zones.is_internet():
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[A]", guarded)
