"""Offices at a body that are no node of the tree (县委组织部)."""

from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.models import Post


def office(body: Organization, name: str) -> str:
    """Return ``name`` where it is an office at ``body``, and nothing where the body acts itself."""
    return name if name and Post.objects.filter(organization=body, office=name).exists() else ""
