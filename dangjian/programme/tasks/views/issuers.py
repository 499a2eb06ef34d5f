"""In whose name a person may issue: the bodies and offices of their posts."""

from collections.abc import Sequence

from dangjian.access.actors import Actor, PostHeld
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.tasks.queries.offices import office


def issuers(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return the choices (``body:office``, words): the posts that carry the right to issue."""
    held = [post for post in actor.posts if _issues(post)]
    return list(
        dict.fromkeys((f"{post.organization_id}:{post.organization_name}", post.organization_name) for post in held)
    )


def _issues(post: PostHeld) -> bool:
    return any(right.permission is Permission.LIST_EDIT for right in RIGHTS[Role(post.role)])


def chosen(actor: Actor, value: str) -> tuple[Organization, str]:
    """Return body and office of a choice that :func:`issuers` offered; the office is empty for the body itself."""
    pk, _, name = value.partition(":")
    scope = Organization.objects.visible_to(actor)
    body = scope.get(pk=int(pk))
    return body, office(body, name)
