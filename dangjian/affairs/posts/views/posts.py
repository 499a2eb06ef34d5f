"""The posts in scope, the posts of a body today and on an earlier day, and opening and closing posts."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date

from dangjian.access import exports
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Level, Organization
from dangjian.affairs.posts import authority, queries, services, sheets
from dangjian.affairs.posts.forms import PostForm
from dangjian.affairs.posts.models import Post
from dangjian.foundation.time import today
from dangjian.foundation.ui.paging import keyset
from dangjian.rulebook import RuleBreach

IN_ORDER = ("organization__order_no", "order_no", "id")
STATES = (("held", "在任"), ("vacant", "空缺"))


@requires(Permission.MEMBER_VIEW)
def index(request: ActorRequest) -> HttpResponse:
    """List the posts in scope in the county's order, by words and by whether someone holds them."""
    words, state = (request.GET.get(name, "").strip() for name in ("words", "state"))
    rows = Post.objects.visible_to(request.actor).content().open_on(today())
    rows = rows.exclude(organization__closed_on__lte=today()).select_related("organization")
    found = queries.matching(rows, words, state, today())
    if exports.is_asked(request):
        listed = queries.seats(list(found.order_by(*IN_ORDER)[: exports.MOST + 1]), today())
        ids = [seat.post.pk for seat in listed]
        return exports.deliver(request, title="职务", columns=sheets.SEATS, rows=listed, ids=ids, on=today())
    page = keyset(found, by=IN_ORDER, query=request.GET)
    context = {
        **exports.link(request),
        "seats": queries.seats(page.rows, today()),
        "pager": page.pager,
        "words": words,
        "state": state,
        "states": STATES,
    }
    return render(request, "posts/index.html", context)


@requires(Permission.MEMBER_VIEW)
def body(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Show who holds the posts of a body today or on an earlier day, what is vacant, and who held them before."""
    found = _body(request, organization_id)
    on = _day(request.GET.get("on", "")) or today()
    context = {
        "body": found,
        "on": on,
        "is_past": on != today(),
        "seats": queries.of_body(request.actor, found, on, is_past=on < today()),
        "former": queries.former(request.actor, found, on),
        "may_fill": _fillable(request, found),
    }
    return render(request, "posts/body.html", context)


@requires(Permission.POST_APPOINT, post=Permission.POST_APPOINT)
def establish(request: ActorRequest, organization_id: UUID) -> HttpResponse:
    """Open a post at a body."""
    found = _body(request, organization_id)
    roles = authority.roles_filled(request.actor.posts, found)
    form = PostForm(request.POST or None, roles=roles, has_offices=found.level == Level.COUNTY)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = services.establish(
                by=request.actor,
                body=found,
                role=Role(typed["role"]),
                title=typed["title"],
                office=typed.get("office", ""),
                seats=typed["seats"],
                on=today(),
            )
        except RuleBreach as breach:
            form.add_error(None, str(breach))
        else:
            messages.success(request, f"已设“{made.title}”。接着选任职人。")
            return redirect("posts:appoint", made.public_id)
    context = {"body": found, "form": form, "roles": roles}
    return render(request, "posts/new.html", context, status=422 if form.is_bound else 200)


@requires(post=Permission.POST_APPOINT)
def abolish(request: ActorRequest, post_id: UUID) -> HttpResponse:
    """Close a post that nobody holds."""
    rows = Post.objects.visible_to(request.actor).content().select_related("organization")
    post = services.abolish(by=request.actor, post=get_object_or_404(rows, public_id=post_id), on=today())
    messages.success(request, f"“{post.title}”已撤销，以前的任职仍可查。")
    return redirect("posts:body", post.organization.public_id)


def _body(request: ActorRequest, organization_id: UUID) -> Organization:
    return get_object_or_404(Organization.objects.visible_to(request.actor), public_id=organization_id)


def _fillable(request: ActorRequest, body: Organization) -> frozenset[str]:
    """Return the roles whose posts this person fills here: only their lines have buttons."""
    filling = request.full_actor
    if not filling.may(Permission.POST_APPOINT, body.path):
        return frozenset()
    return frozenset(role.value for role in authority.roles_filled(filling.posts, body))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
