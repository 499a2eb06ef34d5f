"""What membership itself gives: a member acts in their own branch without holding a post."""

from datetime import date

from dangjian.access.actors import Grant, PostHeld
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import CAPTIONS, Role
from dangjian.affairs.members.models import Member


def posts_and_grants(person_id: int, on: date) -> tuple[list[PostHeld], list[Grant]]:
    """Return the standing of a person as a member of their branch, none where it is closed."""
    homes = (
        Member.objects.in_party()
        .filter(person_id=person_id)
        .exclude(organization__closed_on__lte=on)
        .values_list("organization_id", "organization__short_name", "organization__path", "organization__county_id")
    )
    posts: list[PostHeld] = []
    grants: list[Grant] = []
    for body, name, path, county in homes:
        posts.append(PostHeld(body, name, path, county, Role.MEMBER, CAPTIONS[Role.MEMBER]))
        grants += [Grant(right.permission, body, path, county, right.reach) for right in RIGHTS[Role.MEMBER]]
    return posts, grants
