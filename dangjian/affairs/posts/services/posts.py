"""Opening posts at a body and closing them."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, Max, OuterRef

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts import authority
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services.appointments import appoint
from dangjian.rulebook import RuleBreach


@transaction.atomic
def establish(
    *, by: Actor, body: Organization, role: Role, title: str, office: str = "", seats: int = 1, on: date
) -> Post:
    """Open a post at a body, after those it has.

    Raises ``RuleBreach`` for a post that is not for ``by`` to fill, a closed body, and a title that stands there.
    """
    authority.refuse_beyond(by, role, body)
    if not body.is_open_on(on):
        raise RuleBreach(f"{body} 已撤销，没有设职务。")
    Organization.objects.select_for_update().get(pk=body.pk)
    standing = Post.objects.open_on(on).filter(organization=body)
    if standing.filter(title=title.strip(), office=office.strip()).exists():
        raise RuleBreach(f"{body.short_name}已有“{title.strip()}”，没有重复设。要加人，请改职数或直接任职。")
    last = Post.objects.filter(organization=body).aggregate(last=Max("order_no"))["last"] or 0
    made = Post.objects.create(
        organization=body,
        county_id=body.county_id,
        org_path=body.path,
        role=role,
        title=title.strip()[:60],
        office=office.strip()[:40],
        order_no=last + 1,
        seats=seats,
    )
    _record(by, made, "post.establish")
    return made


@transaction.atomic
def abolish(*, by: Actor, post: Post, on: date) -> Post:
    """Close a post from ``on``; raises ``RuleBreach`` while someone holds it then, or for a post not for ``by``."""
    held = Post.objects.select_for_update(of=("self",)).select_related("organization").get(pk=post.pk)
    authority.refuse_beyond(by, Role(held.role), held.organization)
    if not held.is_open_on(on):
        raise RuleBreach("这个职务此前已撤销，没有再作改动。")
    if held.appointments.known().exclude(during__fully_lt=DateRange(on, None)).exists():
        raise RuleBreach(f"“{held.title}”还有人在任，没有撤销。请先免去任职。")
    held.closed_on = on
    held.save(update_fields=["closed_on"])
    _record(by, held, "post.abolish")
    return held


@transaction.atomic
def fill_office(*, by: Actor, person: Person, body: Organization, role: Role, since: date, basis: str) -> Appointment:
    """Make someone an administrator of the platform, in a post that is opened where none is free.

    Raises ``RuleBreach`` as ``appoint`` does.
    """
    authority.refuse_beyond(by, role, body)
    Organization.objects.select_for_update().get(pk=body.pk)
    taken = Appointment.objects.known().filter(post=OuterRef("pk"), during__overlap=DateRange(since, None))
    posts = Post.objects.open_on(since).filter(organization=body, role=role)
    post = posts.exclude(Exists(taken)).order_by("order_no", "id").first()
    if post is None:
        post = Post.objects.create(
            organization=body,
            county_id=body.county_id,
            org_path=body.path,
            role=role,
            title=CAPTIONS[role],
            order_no=900,
        )
    return appoint(by=by, person=person, post=post, since=since, basis=basis)


def _record(by: Actor, post: Post, action: str) -> None:
    audit.record(
        by=by,
        action=action,
        subject=post.public_id,
        organization_id=post.organization_id,
        path=post.org_path,
        words=f"{post.organization.short_name} {post.title}",
    )
