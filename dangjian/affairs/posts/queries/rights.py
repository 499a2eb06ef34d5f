"""Who holds what on a day: the source of every Actor, and of who a notice reaches."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection

from dangjian.access.actors import Grant, PostHeld, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.rights import rights_at
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import BRANCHES, Field
from dangjian.affairs.posts.models import Appointment, Post

# Asked at every request, so in the database's own words: to write this with querysets takes longer than to answer it.
_HELD = """
SELECT a.id, p.organization_id, COALESCE(NULLIF(p.office, ''), o.short_name), o.path, o.county_id, p.role, p.title,
       o.kind, o.field, r.id, t.id, t.path, t.county_id, r.sight
FROM posts_appointment a
JOIN posts_post p ON p.id = a.post_id
JOIN organizations_organization o ON o.id = p.organization_id AND (o.closed_on IS NULL OR o.closed_on > %(on)s)
LEFT JOIN (
    organizations_relation r
    JOIN organizations_organization t ON t.id = r.target_id AND (t.closed_on IS NULL OR t.closed_on > %(on)s)
) ON r.guide_id = o.id AND r.sight <> '' AND r.during @> %(on)s::date AND r.superseded_at IS NULL
WHERE a.person_id = %(person)s AND a.during @> %(on)s::date AND a.superseded_at IS NULL
ORDER BY o.order_no, p.order_no, a.id, r.id
"""


def posts_and_grants(person_id: int, on: date) -> tuple[list[PostHeld], list[Grant]]:
    """Return the posts of a person on a day and what they carry; a closed body carries nothing. One query.

    A body that guides another reads there where that was granted: for who reads at home.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"person": person_id, "on": on})
        lines = cursor.fetchall()
    posts: dict[int, PostHeld] = {}
    grants: list[Grant] = []
    readings: dict[int, Grant] = {}
    for appointment, body, name, path, county, role, title, *what, relation, target, below, its_county, sight in lines:
        if appointment not in posts:
            posts[appointment] = PostHeld(body, name, path, county, role, title)
            kind, field = what
            rights = rights_at(Role(role), is_branch=kind in BRANCHES, is_rural=field == Field.RURAL)
            grants += [Grant(right.permission, body, path, county, right.reach) for right in rights]
        if relation and _reads(grants, body):
            readings[relation] = Grant(Permission.ORGANIZATION_VIEW, target, below, its_county, Reach(sight))
    return list(posts.values()), [*grants, *readings.values()]


def _reads(grants: Iterable[Grant], body: int) -> bool:
    """Say whether a person reads bodies at ``body`` itself."""
    return any(grant.organization_id == body and grant.permission is Permission.ORGANIZATION_VIEW for grant in grants)


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
