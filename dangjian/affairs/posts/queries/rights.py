"""Who holds what on a day: the source of every Actor, and of who a notice reaches."""

from collections.abc import Collection, Iterable
from datetime import date

from dangjian.access.actors import Grant, PostHeld
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role, rights_at
from dangjian.affairs.organizations.queries import readings, sights
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.foundation.database.together import fetch_together


def posts_and_grants(person_id: int, on: date) -> tuple[list[PostHeld], list[Grant]]:
    """Return the posts of a person on a day and what they carry; a closed body carries nothing.

    A body that guides another reads there where that was granted: for who reads at home.
    """
    held = (
        Appointment.objects.held_on(on)
        .filter(person_id=person_id)
        .exclude(post__organization__closed_on__lte=on)
        .select_related("post__organization")
        .order_by("post__organization__order_no", "post__order_no", "id")
    )
    seen = sights(held.values("post__organization"), on)
    fetch_together(held, seen)
    posts: list[PostHeld] = []
    grants: list[Grant] = []
    for appointment in held:
        post, body = appointment.post, appointment.post.organization
        posts.append(_held(post))
        grants += [
            Grant(right.permission, body.pk, body.path, body.county_id, right.reach)
            for right in rights_at(Role(post.role), is_branch=body.is_branch)
        ]
    reading = {grant.organization_id for grant in grants if grant.permission is Permission.ORGANIZATION_VIEW}
    return posts, grants + readings([row for row in seen if row.guide_id in reading], on)


def held_by(person_ids: Collection[int], on: date) -> dict[int, list[PostHeld]]:
    """Return the posts of many people on a day, by person: the head of each line on lists of accounts."""
    rows = (
        Appointment.objects.held_on(on)
        .filter(person_id__in=person_ids)
        .exclude(post__organization__closed_on__lte=on)
        .select_related("post__organization")
        .order_by("post__organization__order_no", "post__order_no", "id")
    )
    result: dict[int, list[PostHeld]] = {}
    for row in rows:
        result.setdefault(row.person_id, []).append(_held(row.post))
    return result


def _held(post: Post) -> PostHeld:
    body = post.organization
    return PostHeld(
        organization_id=body.pk,
        organization_name=post.office or body.short_name,
        path=body.path,
        county_id=body.county_id,
        role=post.role,
        title=post.title,
    )


def holders(organization_ids: Iterable[int], roles: Iterable[str], on: date) -> dict[int, list[int]]:
    """Return, for each body, the accounts of those who hold one of ``roles`` there on ``on``."""
    rows = (
        Appointment.objects.held_on(on)
        .filter(post__organization_id__in=list(organization_ids), post__role__in=list(roles))
        # What was still on its way to a body when it closed belongs to nobody there.
        .exclude(post__organization__closed_on__lte=on)
        .values_list("post__organization_id", "person_id")
    )
    found = list(rows)
    accounts = dict(
        Account.objects.filter(person_id__in={person for _, person in found}, is_active=True).values_list(
            "person_id", "id"
        )
    )
    result: dict[int, list[int]] = {}
    for body, person in found:
        if person in accounts:
            result.setdefault(body, []).append(accounts[person])
    return result
