"""What membership itself gives: a member acts in their own branch without holding a post."""

from datetime import date

from dangjian.access.actors import Grant, PostHeld
from dangjian.affairs.accounts.roles import CAPTIONS, RIGHTS, Role
from dangjian.affairs.members.models import Member


def posts_and_grants(person_id: int, on: date) -> tuple[list[PostHeld], list[Grant]]:
    """Return the standing of a person as a member of their branch, none where it is closed."""
    members = Member.objects.in_party().filter(person_id=person_id).select_related("organization")
    posts: list[PostHeld] = []
    grants: list[Grant] = []
    for member in members:
        body = member.organization
        if not body.is_open_on(on):
            continue
        title = CAPTIONS[Role.MEMBER]
        posts.append(PostHeld(body.pk, body.short_name, body.path, body.county_id, Role.MEMBER, title))
        grants += [
            Grant(right.permission, body.pk, body.path, body.county_id, right.reach) for right in RIGHTS[Role.MEMBER]
        ]
    return posts, grants
