"""What a scope returns, beside a naive walk up the tree (T10, T12 in small)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dangjian.access.actors import Actor, Grant, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import make_body


def actor(*grants: Grant, permission: Permission | None = None) -> Actor:
    return Actor(
        account_id=1, person_id=1, name="", epoch=1, county_id=1, posts=(), grants=grants, permission=permission
    )


def grant(body: Organization, reach: Reach, permission: Permission = Permission.ORGANIZATION_VIEW) -> Grant:
    return Grant(permission, body.pk, body.path, body.county_id, reach)


def climb(body: Organization, bodies: dict[int, Organization]) -> set[int]:
    above, here = set(), body
    while True:
        above.add(here.pk)
        if here.parent_id is None:
            return above
        here = bodies[here.parent_id]


class ScopeTest(TestCase):
    @given(
        shape=st.lists(st.integers(0, 10), min_size=1, max_size=12),
        held=st.lists(st.tuples(st.integers(0, 12), st.sampled_from(Reach)), max_size=3),
    )
    def test_a_scope_is_what_a_naive_walk_finds(self, shape: list[int], held: list[tuple[int, Reach]]) -> None:
        made = [make_body("0", parent=None)]
        for number, parent in enumerate(shape):
            made.append(make_body(str(number + 1), parent=made[parent % len(made)]))
        bodies = {body.pk: body for body in made}
        posts = [(made[index % len(made)], reach) for index, reach in held]
        who = actor(*(grant(body, reach) for body, reach in posts)).narrowed(Permission.ORGANIZATION_VIEW)
        expected = {
            body.pk
            for body in made
            for post, reach in posts
            if body.pk == post.pk or (reach is Reach.SUBTREE and post.pk in climb(body, bodies))
        }
        found = set(Organization.objects.filter(pk__in=bodies).visible_to(who).values_list("pk", flat=True))
        assert found == expected


@pytest.mark.django_db
def test_narrowing_keeps_only_the_posts_that_carry_the_permission() -> None:
    county = make_body("县")
    here, there = make_body("甲", parent=county), make_body("乙", parent=county)
    who = actor(
        grant(here, Reach.BODY, Permission.ASSIGNMENT_SUBMIT),
        grant(there, Reach.SUBTREE, Permission.ORGANIZATION_VIEW),
    )
    assert list(Organization.objects.visible_to(who.narrowed(Permission.ASSIGNMENT_SUBMIT))) == [here]
    assert list(Organization.objects.visible_to(who.narrowed(Permission.ORGANIZATION_VIEW))) == [there]
    assert list(Organization.objects.visible_to(who.narrowed(Permission.LIST_EDIT))) == []


@pytest.mark.django_db
def test_a_scope_without_a_permission_is_refused() -> None:
    with pytest.raises(ValueError, match="narrow"):
        Organization.objects.visible_to(actor())
