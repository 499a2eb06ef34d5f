"""T13: nobody grants what leads beyond their own authority.

Every granter × every role × every body, by service and by page; then everything that people who work together can reach
by up to four grants, each with an account that signs in by a card or slip of the other. With the table of who fills
which post out of the way the same search must find growth: the control.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client

from dangjian.access import once, paths
from dangjian.access.actors import Actor, PostHeld, Reach
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.rights import RIGHTS, rights_at
from dangjian.affairs.accounts.roles import ADMINISTRATORS, APPOINTS, APPOINTS_AT_THE_TOP, Role
from dangjian.affairs.accounts.services import cards
from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.affairs.posts import authority
from dangjian.affairs.posts.models import Appointment, Post
from dangjian.affairs.posts.services import appoint, end, establish, strike
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import now, today
from dangjian.rulebook import RuleBreach

pytestmark = [pytest.mark.django_db, pytest.mark.trust]
STEPS = 4
FILLING = (Permission.POST_APPOINT, Permission.OFFICE_APPOINT)


@dataclass(frozen=True, slots=True)
class Seat:
    """A role at a body, by the body's name."""

    role: Role
    place: str


Tree = dict[str, Organization]
Held = frozenset[tuple[Permission, str]]
Rule = Callable[[Seat, Role, Organization], bool]


@pytest.fixture
def tree() -> Tree:
    county = make.make_county("县委")
    township = make.make_township(county, "镇党委")
    work = make.make_body(
        "县直工委", parent=county, kind=Kind.WORK_COMMITTEE, level=Level.DEPARTMENT, field=Field.ORGAN
    )
    general = make.make_body("村党总支", parent=township, kind=Kind.GENERAL_BRANCH)
    bodies = [
        county,
        township,
        make.make_township(county, "乡党委"),
        work,
        general,
        make.make_body("村党支部", parent=general),
        make.make_body("机关党支部", parent=work, field=Field.ORGAN),
    ]
    return {body.name: body for body in bodies}


def held(seat: Seat, tree: Tree) -> PostHeld:
    body = tree[seat.place]
    return PostHeld(body.pk, body.short_name, body.path, body.county_id, seat.role, "")


def by_table(tree: Tree) -> Rule:
    """The code under test."""

    def may(seat: Seat, role: Role, body: Organization) -> bool:
        return role in authority.roles_filled([held(seat, tree)], body)

    return may


def by_permission_alone(tree: Tree) -> Rule:
    """The control: whoever may fill posts fills any post in scope, as many systems do."""

    def may(seat: Seat, role: Role, body: Organization) -> bool:  # noqa: ARG001  # that is what is wrong with it
        seated = tree[seat.place]
        return any(
            right.permission in FILLING
            and (body.path == seated.path if right.reach is Reach.BODY else paths.contains(seated.path, body.path))
            for right in rights_at(seat.role, is_branch=seated.is_branch, is_rural=seated.field == Field.RURAL)
        )

    return may


def rights(seat: Seat, tree: Tree) -> Iterator[tuple[Permission, str]]:
    """Every permission × body that a seat carries, without the code of scopes."""
    seated = tree[seat.place]
    for right in rights_at(seat.role, is_branch=seated.is_branch, is_rural=seated.field == Field.RURAL):
        for body in tree.values():
            if body == seated or (right.reach is Reach.SUBTREE and body.path.startswith(seated.path)):
                yield right.permission, body.name


def filled(seats: frozenset[Seat], tree: Tree, may: Rule) -> frozenset[Seat]:
    """Add what any of these may fill."""
    return seats | {
        Seat(role, body.name) for body in tree.values() for role in Role for seat in seats if may(seat, role, body)
    }


def reached(first: Seat, tree: Tree, may: Rule, steps: int) -> Held:
    """What people who begin with one seat hold together after so many grants."""
    seats = frozenset({first})
    for _ in range(steps):
        seats = filled(seats, tree, may)
    return frozenset(one for seat in seats for one in rights(seat, tree))


def granters(tree: Tree) -> list[Seat]:
    return [
        Seat(role, body.name)
        for body in tree.values()
        for role in Role
        if authority.fits(role, level=body.level, kind=body.kind)
    ]


def beyond(first: Seat, tree: Tree, may: Rule) -> set[tuple[Permission, str]]:
    """What grants reach outside one's own authority, worked out apart from the table.

    Inside it lies what one holds; what belongs to bodies strictly below, administration apart, for who fills posts
    there; and for a system administrator the reading of the log, as decision 0040 says.
    """
    seated, own = tree[first.place], frozenset(rights(first, tree))
    fills = Permission.POST_APPOINT in {permission for permission, _ in own}
    administration = {right.permission for role in ADMINISTRATORS for right in RIGHTS[role]} - {
        Permission.ORGANIZATION_VIEW
    }
    is_administrator = first.role is Role.SYSTEM_ADMINISTRATOR

    def is_inside(permission: Permission, place: str) -> bool:
        body = tree[place]
        is_below = body.path != seated.path and body.path.startswith(seated.path)
        if is_administrator:
            return permission is Permission.AUDIT_VIEW and body.path.startswith(seated.path)
        return fills and is_below and permission not in administration

    return {one for one in reached(first, tree, may, STEPS) - own if not is_inside(*one)}


def test_reachable_authority_never_grows(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    may = by_table(tree)
    seats = granters(tree)
    for first in seats:
        assert beyond(first, tree, may) == set(), first
        # A chain reaches nothing that one grant does not.
        assert reached(first, tree, may, STEPS) == reached(first, tree, may, 1), first
    grants = sum(may(seat, role, body) for seat in seats for role in Role for body in tree.values())
    with capsys.disabled():
        print(f"\ndelegation: {len(seats)} seats, {grants} lawful grants, chains of {STEPS}: 0 beyond")


def test_the_control_by_permission_alone_grows(tree: Tree) -> None:
    may = by_permission_alone(tree)
    grown = [first for first in granters(tree) if beyond(first, tree, may)]
    assert Seat(Role.TOWNSHIP_ORGANIZER, "镇党委") in grown
    assert Seat(Role.COUNTY_OFFICER, "县委") in grown


def test_whoever_fills_posts_carries_the_permission_and_the_other_way_round() -> None:
    by_right = {role for role in Role if any(right.permission in FILLING for right in RIGHTS[role])}
    assert by_right == set(APPOINTS) >= set(APPOINTS_AT_THE_TOP)


def _tried(by: Actor, role: Role, body: Organization, person: object) -> set[str]:
    """Try every service that puts someone into a post of a role at a body, and say which let it through."""
    post = Post.objects.create(
        organization=body, county_id=body.county_id, org_path=body.path, role=role, title=role, seats=9
    )
    let: set[str] = set()
    tries: dict[str, Callable[[], object]] = {
        "establish": lambda: establish(by=by, body=body, role=role, title="新设", on=today()),
        "appoint": lambda: appoint(by=by, person=person, post=post, since=today()),  # type: ignore[arg-type]
        "end": lambda: end(by=by, appointment=make.appoint(person, body, role), on=today()),  # type: ignore[arg-type]
        "strike": lambda: strike(by=by, appointment=make.appoint(person, body, role), reason="试", on=today()),  # type: ignore[arg-type]
    }
    for name, attempt in tries.items():
        try:
            with transaction.atomic():
                attempt()
                let.add(name)
                transaction.set_rollback(True)
        except RuleBreach:
            pass
    return let


def test_every_granter_role_and_body_by_service_is_what_the_table_says(tree: Tree) -> None:
    tried = let_through = 0
    may = by_table(tree)
    for seat in granters(tree):
        if seat.role not in APPOINTS or seat.place == "乡党委":
            continue
        by = make.actor_of(make.make_holder(tree[seat.place], seat.role), today())
        for body in tree.values():
            person = make.make_person(body, "被任者")
            for role in Role:
                with transaction.atomic():
                    through = _tried(by, role, body, person)
                    transaction.set_rollback(True)
                wanted = may(seat, role, body)
                assert bool(through) == wanted, (seat, role, body.name, through)
                tried, let_through = tried + 4, let_through + len(through)
    assert tried > 500
    assert let_through > 50


def test_the_page_refuses_what_the_service_refuses(tree: Tree) -> None:
    organizer = make.make_holder(tree["镇党委"], Role.TOWNSHIP_ORGANIZER)
    friend = make.make_member(tree["村党支部"], "朋友").person
    client = Client()
    client.force_login(organizer)
    for role in (Role.TOWNSHIP_ORGANIZER, Role.COUNTY_OFFICER, Role.WORK_COMMITTEE_OFFICER, *ADMINISTRATORS):
        row = make.appoint(make.make_person(tree["镇党委"], "在任"), tree["镇党委"], role)
        Appointment.objects.filter(pk=row.pk).delete()
        typed = {"once": once.mint(1), "person": str(friend.public_id), "since": "2026-11-01", "words": "朋友"}
        answer = client.post(f"/posts/{row.post.public_id}/appointment/", typed)
        assert answer.status_code in {404, 422}, role
    typed = {"once": once.mint(1), "title": "副组织委员", "role": Role.TOWNSHIP_ORGANIZER.value, "seats": "1"}
    assert client.post(f"/posts/bodies/{tree['镇党委'].public_id}/new/", typed).status_code == 422
    assert not Appointment.objects.filter(person=friend).exists()


def test_the_control_without_the_check_lets_the_page_through(tree: Tree) -> None:
    organizer = make.make_holder(tree["镇党委"], Role.TOWNSHIP_ORGANIZER)
    friend = make.make_member(tree["村党支部"], "朋友").person
    row = make.appoint(make.make_person(tree["镇党委"], "在任"), tree["镇党委"], Role.TOWNSHIP_ORGANIZER)
    client = Client()
    client.force_login(organizer)
    Appointment.objects.filter(pk=row.pk).delete()
    typed = {"once": once.mint(1), "person": str(friend.public_id), "since": "2026-11-01", "words": "朋友"}
    with mock.patch.object(authority, "refuse_beyond", return_value=None):
        answer = client.post(f"/posts/{row.post.public_id}/appointment/", typed)
    assert answer.status_code == 302
    assert Appointment.objects.filter(person=friend).exists()


def test_nobody_takes_over_by_card_who_holds_more(tree: Tree) -> None:
    """Whoever issues a card could sign in as its holder: so cards reach no further than posts do."""
    may = by_table(tree)
    accounts = {seat: make.make_holder(tree[seat.place], seat.role) for seat in granters(tree)}
    for seat, account in accounts.items():
        actor = make.actor_of(account, today())
        if not actor.may(Permission.CARD_ISSUE):
            continue
        mine = frozenset(rights(seat, tree)) | reached(seat, tree, may, 1)
        for other, theirs in accounts.items():
            if other != seat and not cards.is_beyond(actor.narrowed(Permission.CARD_ISSUE), theirs, now()):
                assert frozenset(rights(other, tree)) <= mine, (seat, other)
