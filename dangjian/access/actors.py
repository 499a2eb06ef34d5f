"""The Actor: who acts, with which posts today, and how far each permission of theirs reaches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol, Self

from django.db.models import Q

from dangjian.access import paths
from dangjian.access.permissions import Permission


class Reach(StrEnum):
    """How far down from the body of the post a permission goes."""

    BODY = "body"
    SUBTREE = "subtree"


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission at one body, by one post held today."""

    permission: Permission
    organization_id: int
    path: str
    county_id: int
    reach: Reach

    def covers(self, path: str) -> bool:
        """Say whether a row at ``path`` lies within this grant."""
        return path == self.path if self.reach is Reach.BODY else paths.contains(self.path, path)

    def condition(self, field: str) -> Q:
        """Return the filter for rows whose path column ``field`` lies within this grant."""
        if self.reach is Reach.BODY:
            return Q(**{field: self.path})
        return Q(**{f"{field}__gte": self.path, f"{field}__lt": paths.following(self.path)})


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post the person holds today, as the page's head and the audit name it."""

    organization_id: int
    organization_name: str
    path: str
    county_id: int
    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one request, narrowed to the permission of the view.

    ``grants`` are computed at each request from the posts held on that day, never stored.
    ``acting_for`` is the account in whose name something is entered (``practice.md`` 4).
    """

    account_id: int
    person_id: int
    name: str
    epoch: int
    county_id: int
    posts: tuple[PostHeld, ...]
    grants: tuple[Grant, ...]
    permission: Permission | None = None
    acting_for: int | None = None

    def narrowed(self, permission: Permission) -> Self:
        """Return this actor with only the posts that carry ``permission``."""
        kept = tuple(grant for grant in self.grants if grant.permission is permission)
        return replace(self, grants=kept, permission=permission)

    def may(self, permission: Permission, path: str | None = None) -> bool:
        """Say whether some post gives ``permission``, at ``path`` where one is named."""
        return any(grant.permission is permission and (path is None or grant.covers(path)) for grant in self.grants)

    def within(self, field: str) -> Q:
        """Return the filter for rows whose path column ``field`` is in scope.

        Raises ``ValueError`` on an actor that is not narrowed: a scope is always the scope of one
        permission, never the union of all.
        """
        if self.permission is None:
            message = "narrow the actor to a permission before asking for its scope"
            raise ValueError(message)
        condition = Q(pk__in=())
        for grant in self.grants:
            condition |= grant.condition(field)
        return condition

    def bodies(self, permission: Permission) -> tuple[int, ...]:
        """Return the ids of the bodies at which a post of this person carries ``permission``."""
        held = (g.organization_id for g in self.grants if g.permission is permission)
        return tuple(dict.fromkeys(held))

    @property
    def post_bodies(self) -> frozenset[int]:
        """Return the ids of all bodies where this person holds a post, whatever it carries."""
        return frozenset(post.organization_id for post in self.posts)

    @property
    def caption(self) -> str:
        """Return what the page's head shows: the name, and the first post."""
        return f"{self.name} · {self.posts[0].title}" if self.posts else self.name


Source = Callable[[int, date], tuple[Iterable[PostHeld], Iterable[Grant]]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Offer the posts and grants of a person on a day; ``posts`` registers it at start-up."""
    if source not in _sources:
        _sources.append(source)


def posts_and_grants(person_id: int, on: date) -> tuple[tuple[PostHeld, ...], tuple[Grant, ...]]:
    """Return everything the registered sources know of ``person_id`` on ``on``.

    Sources of higher storeys register later and come first: an office is named before plain membership.
    """
    posts: list[PostHeld] = []
    grants: list[Grant] = []
    for source in reversed(_sources):
        held, given = source(person_id, on)
        posts += held
        grants += given
    return tuple(posts), tuple(grants)


class SignIn(Protocol):
    """What an Actor is made of beside the posts: an account, seen from below."""

    pk: int
    person_id: int
    epoch: int
    county_id: int

    @property
    def person_name(self) -> str:
        """The name of the person who signs in."""


def acting(account: SignIn, on: date) -> Actor:
    """Return the Actor of an account on a day, not narrowed."""
    posts, grants = posts_and_grants(account.person_id, on)
    return Actor(
        account_id=account.pk,
        person_id=account.person_id,
        name=account.person_name,
        epoch=account.epoch,
        county_id=account.county_id,
        posts=posts,
        grants=grants,
    )
