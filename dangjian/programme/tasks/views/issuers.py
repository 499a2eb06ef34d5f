"""In whose name a person may issue: the bodies and offices of their posts."""

from collections.abc import Sequence

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.tasks.queries.offices import office


def issuers(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return the choices (``body:office``, words) for an actor narrowed to the right to issue."""
    held = {post.organization_id: post.organization_name for post in actor.posts}
    bodies = {grant.organization_id for grant in actor.grants}
    return [(f"{pk}:{name}", name) for pk, name in held.items() if pk in bodies]


def chosen(actor: Actor, value: str) -> tuple[Organization, str]:
    """Return body and office of a choice that :func:`issuers` offered; the office is empty for the body itself."""
    pk, _, name = value.partition(":")
    scope = Organization.objects.visible_to(actor)
    body = scope.get(pk=int(pk))
    return body, office(body, name)
