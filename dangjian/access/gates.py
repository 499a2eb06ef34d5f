"""Who may open a view: every view and every method says so, or the server does not start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.access.permissions import SAFE_METHODS, Permission
from dangjian.rulebook.breach import RuleBreach

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request whose person is known: ``actor`` is narrowed to the view's permission."""

    actor: Actor
    full_actor: Actor


@dataclass(frozen=True, slots=True)
class Gate:
    """What a view demands: a permission a method, or only that someone is signed in, or nothing."""

    kind: str
    methods: Mapping[str, Permission | None]


Respond = Callable[..., HttpResponse]


def _guard(gate: Gate, view: Respond) -> Respond:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in gate.methods:
            return HttpResponseNotAllowed(sorted(gate.methods))
        if gate.kind == "public":
            return view(request, *args, **kwargs)
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        permission = gate.methods[method]
        if permission is not None:
            if not actor.may(permission):
                raise Http404
            cast("ActorRequest", request).actor = actor.narrowed(permission)
        if method in SAFE_METHODS:
            return view(request, *args, **kwargs)
        return _take(request, actor, lambda: view(request, *args, **kwargs))

    guarded.gate = gate  # type: ignore[attr-defined]  # read by the start-up check and the crawl
    return guarded


def _take(request: HttpRequest, actor: Actor, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run an unsafe request once, in one transaction; a refusal or an invalid form leaves nothing."""
    try:
        key = once.parse(request.POST.get(once.FIELD, ""), actor.epoch)
        digest = once.digest_of(request)
        with transaction.atomic():
            row = once.claim(account_id=actor.account_id, key=key, route=request.path, digest=digest)
            if row is None:
                return once.answer(account_id=actor.account_id, key=key, route=request.path, digest=digest)
            response = view()
            if response.status_code >= 400:  # noqa: PLR2004  # any refusal
                transaction.set_rollback(True)
            else:
                once.complete(row, response)
            return response
    except once.NotOnce as refusal:
        return render(request, "ui/refused.html", {"message": refusal.message}, status=refusal.status)
    except RuleBreach as breach:
        messages.error(request, str(breach))
        return redirect(came_from(request))


def came_from(request: HttpRequest) -> str:
    """Return the address of the page that sent the form, or the home page."""
    back = request.POST.get("back") or request.headers.get("Referer", "")
    allowed = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if allowed else "/"


def requires(
    get: Permission | None = None, *, post: Permission | None = None
) -> Callable[[Callable[Concatenate[ActorRequest, P], HttpResponse]], Respond]:
    """Open a view to those whose posts carry the permission of the method.

    The view gets an Actor narrowed to the posts that carry it. A method without a permission
    answers 405; one who lacks it gets 404, as if the page were not there.
    """
    methods = {"GET": get, "POST": post}
    gate = Gate("requires", {name: value for name, value in methods.items() if value})

    def decorate(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> Respond:
        return _guard(gate, view)

    return decorate


def signed_in(
    *methods: str,
) -> Callable[[Callable[Concatenate[ActorRequest, P], HttpResponse]], Respond]:
    """Open a view to anyone signed in, about nothing but themselves."""
    gate = Gate("signed_in", dict.fromkeys(methods or ("GET",)))

    def decorate(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> Respond:
        return _guard(gate, view)

    return decorate


def public(
    *methods: str,
) -> Callable[[Callable[Concatenate[HttpRequest, P], HttpResponse]], Respond]:
    """Open a view to everyone, signed in or not."""
    gate = Gate("public", dict.fromkeys(methods or ("GET",)))

    def decorate(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Respond:
        return _guard(gate, view)

    return decorate
