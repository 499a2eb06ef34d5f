"""T12: bodies founded, renamed, moved, merged, split and closed at random, beside a tree of plain Python.

After every step the closure by places, asked of the database, is the closure by parents of the reference; at the
end so is the tree of every day that went by. Names look alike on purpose (1, 10, 100, full-width), places do anyway.
"""

import os
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations import services
from dangjian.affairs.organizations.models import Field, Kind, Organization, State, Trail
from dangjian.affairs.organizations.rules import may_hold
from dangjian.affairs.organizations.services import Decree, Naming
from dangjian.affairs.organizations.tests.make import editor
from dangjian.affairs.posts.tests import make
from dangjian.rulebook import RuleBreach

IS_FULL = os.environ.get("TRUST") == "full"
RUNS, STEPS = (5_000, 50) if IS_FULL else (12, 25)
START = date(2026, 1, 1)
LAST = date(2036, 1, 1)
NAMES = ("1", "10", "100", "１", "１0", "01", "支部1", "支部10", "支部１")
KINDS = (Kind.COMMITTEE, Kind.GENERAL_BRANCH, Kind.BRANCH, Kind.JOINT_BRANCH, Kind.GROUP)
DEEPEST = 20
PHASES = (Phase.explicit, Phase.generate)  # Found is enough; it need not be small.
CLOSURE = """
SELECT above.id, below.id FROM organizations_organization above
JOIN organizations_organization below ON below.path >= above.path AND below.path < above.path || '~'
"""
pytestmark = [pytest.mark.trust, pytest.mark.django_db]


@dataclass(frozen=True)
class Node:
    """What the reference knows of a body."""

    parent: int | None
    kind: Kind
    name: str
    is_open: bool = True


@dataclass
class Reference:
    """The tree as it should be, and as it was on each day."""

    nodes: dict[int, Node] = field(default_factory=dict)
    rolls: dict[int, int] = field(default_factory=dict)  # member → body
    days: dict[date, dict[int, Node]] = field(default_factory=dict)

    def above(self, body: int) -> list[int]:
        """Return ``body`` and everything above it."""
        line, at = [], body
        while at is not None:
            line.append(at)
            at = self.nodes[at].parent  # type: ignore[assignment]  # None ends it
        return line

    def children(self, body: int) -> list[int]:
        """Return the open children."""
        return [pk for pk, node in self.nodes.items() if node.parent == body and node.is_open]

    def height(self, body: int) -> int:
        """Return how many levels ``body`` has with what stands under it, closed bodies too."""
        return max(len(self.above(pk)) for pk in self.nodes if body in self.above(pk)) - len(self.above(body)) + 1

    def members(self, body: int) -> list[int]:
        """Return who is on the roll."""
        return [member for member, at in self.rolls.items() if at == body]


class Tree(RuleBasedStateMachine):
    """The machine: every rule does the same to the tables and to the reference, or is refused by both."""

    by: Actor

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        county = make.make_county("1")
        State.objects.filter(organization=county).update(during=(START, None))
        self.by = editor(make.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"))
        self.reference = Reference({county.pk: Node(None, Kind.COMMITTEE, "1")})
        self.day = START
        self.found(0, Kind.COMMITTEE, "10", 0)
        self.found(0, Kind.BRANCH, "100", 2)

    def teardown(self) -> None:
        """Compare the tree of every day, and leave nothing."""
        try:
            self.compare_days()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # ---- what happens ----
    body = st.integers(0, 60)

    def pick(self, number: int) -> int:
        """Return one of the bodies, closed ones too."""
        known = list(self.reference.nodes)
        return known[number % len(known)]

    def decree(self) -> Decree:
        """Let a day go by."""
        self.reference.days[self.day] = dict(self.reference.nodes)
        self.day += timedelta(days=1)
        return Decree(on=self.day, basis="文", today=LAST)

    def fits(self, above: int, kind: Kind, height: int = 1) -> bool:
        """Say whether a body of this kind and height may stand there."""
        node = self.reference.nodes[above]
        return node.is_open and may_hold(node.kind, kind) and len(self.reference.above(above)) + height <= DEEPEST

    @rule(parent=body, kind=st.sampled_from(KINDS), name=st.sampled_from(NAMES), members=st.integers(0, 2))
    def found(self, parent: int, kind: Kind, name: str, members: int) -> None:
        """Set a body up, with members where it is a branch."""
        above = self.pick(parent)
        made = self.attempt(
            self.fits(above, kind),
            lambda decree: services.found(
                by=self.by, parent=load(above), naming=Naming(name, name, kind, Field.RURAL), decree=decree
            ),
        )
        if made:
            self.reference.nodes[made.pk] = Node(above, kind, name)
            for _ in range(members if made.is_branch else 0):
                member = make.make_member(made)
                self.reference.rolls[member.pk] = made.pk

    @rule(body=body, name=st.sampled_from(NAMES))
    def rename(self, body: int, name: str) -> None:
        """Give a body another name."""
        pk = self.pick(body)
        node = self.reference.nodes[pk]
        done = self.attempt(
            node.is_open and node.name != name,
            lambda decree: services.rename(by=self.by, body=load(pk), name=name, short_name=name, decree=decree),
        )
        if done:
            self.reference.nodes[pk] = replace(node, name=name)

    @rule(body=body, parent=body)
    def move(self, body: int, parent: int) -> None:
        """Put a body under another."""
        pk, above = self.pick(body), self.pick(parent)
        node = self.reference.nodes[pk]
        allowed = (
            node.is_open
            and node.parent is not None
            and node.parent != above
            and pk not in self.reference.above(above)
            and self.fits(above, node.kind, self.reference.height(pk))
        )
        if self.attempt(
            allowed, lambda decree: services.move(by=self.by, body=load(pk), parent=load(above), decree=decree)
        ):
            self.reference.nodes[pk] = replace(node, parent=above)

    @rule(body=body, into=body)
    def merge(self, body: int, into: int) -> None:
        """Take a body up into another."""
        pk, kept = self.pick(body), self.pick(into)
        gone, node = self.reference.nodes[pk], self.reference.nodes[kept]
        children = self.reference.children(pk)
        allowed = (
            gone.is_open
            and node.is_open
            and pk not in self.reference.above(kept)
            and gone.parent is not None
            and is_branch(gone.kind) == is_branch(node.kind)
            and all(
                child == kept or self.fits(kept, self.reference.nodes[child].kind, self.reference.height(child))
                for child in children
            )
        )
        if self.attempt(
            allowed, lambda decree: services.merge(by=self.by, body=load(pk), into=load(kept), decree=decree)
        ):
            for child in children:
                self.reference.nodes[child] = replace(self.reference.nodes[child], parent=kept)
            for member in self.reference.members(pk):
                self.reference.rolls[member] = kept
            self.reference.nodes[pk] = replace(gone, is_open=False)

    @precondition(lambda self: self.reference.rolls)
    @rule(number=st.integers(0, 60), name=st.sampled_from(NAMES))
    def split(self, number: int, name: str) -> None:
        """Set a branch up out of another, with one of its members."""
        member = list(self.reference.rolls)[number % len(self.reference.rolls)]
        source = self.reference.rolls[member]
        above = self.reference.nodes[source].parent
        person = person_of(member)
        made = self.attempt(
            above is not None and self.fits(above, Kind.BRANCH),
            lambda decree: services.split(
                by=self.by,
                source=load(source),
                naming=Naming(name, name, Kind.BRANCH, Field.RURAL),
                people=[person],
                decree=decree,
            ),
        )
        if made:
            self.reference.nodes[made.pk] = Node(above, Kind.BRANCH, name)
            self.reference.rolls[member] = made.pk

    @rule(body=body)
    def close(self, body: int) -> None:
        """Close a body."""
        pk = self.pick(body)
        node = self.reference.nodes[pk]
        allowed = node.is_open and not self.reference.children(pk) and not self.reference.members(pk)
        if self.attempt(allowed, lambda decree: services.close(by=self.by, body=load(pk), decree=decree)):
            self.reference.nodes[pk] = replace(node, is_open=False)

    def attempt(self, allowed: bool, act):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, FBT001
        """Do it; refused exactly where the reference says so."""
        decree = self.decree()
        try:
            done = act(decree)
        except RuleBreach:
            assert not allowed
            return None
        assert allowed
        return done

    # ---- what must hold ----
    @invariant()
    def the_closure_by_places_is_the_closure_by_parents(self) -> None:
        """Compare in the database's own order of text."""
        with connection.cursor() as cursor:
            cursor.execute(CLOSURE)
            found = set(cursor.fetchall())
        expected = {(above, pk) for pk in self.reference.nodes for above in self.reference.above(pk)}
        assert found == expected

    @invariant()
    def every_row_stands_where_its_body_stands(self) -> None:
        """Compare parents, names, rolls and the places of members."""
        bodies = {body.pk: body for body in Organization.objects.all()}
        assert {pk: (b.parent_id, b.kind, b.name, b.closed_on is None) for pk, b in bodies.items()} == {
            pk: (n.parent, n.kind, n.name, n.is_open) for pk, n in self.reference.nodes.items()
        }
        rows = Member.objects.values_list("pk", "organization_id", "org_path", "person__org_path")
        assert {pk: at for pk, at, _, _ in rows} == self.reference.rolls
        assert all(place == home == bodies[at].path for _, at, place, home in rows)

    def compare_days(self) -> None:
        """The states that stand, day by day, are the tree as it was: parents, names, and closure by past places."""
        states = list(State.objects.filter(superseded_at=None))
        for day, nodes in self.reference.days.items():
            held = {
                s.organization_id: s
                for s in states
                if s.during.lower <= day and (s.during.upper is None or day < s.during.upper)
            }
            expected = {pk: (n.parent, n.kind, n.name) for pk, n in nodes.items() if n.is_open}
            assert {pk: (s.parent_id, s.kind, s.name) for pk, s in held.items()} == expected
            for pk, state in held.items():
                above = nodes[pk].parent
                assert above is None or above not in held or paths.contains(held[above].path, state.path)
                assert above is None or above not in held or state.path[: -paths.WIDTH] == held[above].path


def load(pk: int) -> Organization:
    return Organization.objects.get(pk=pk)


def person_of(member: int) -> UUID:
    return Member.objects.values_list("person__public_id", flat=True).get(pk=member)


def only_itself(trail: Trail) -> int:
    """Rewrite the moved body's own place, and not what stands under it."""
    return Organization.objects.filter(path=trail.old_path).update(path=trail.new_path)


def is_branch(kind: Kind) -> bool:
    return kind in {Kind.BRANCH, Kind.JOINT_BRANCH}


def test_the_tree_is_the_reference_after_every_step() -> None:
    run_state_machine_as_test(
        Tree,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_the_control_a_bare_prefix_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """A move that leaves the places below as they were is found within a few runs."""
    monkeypatch.setattr("dangjian.affairs.organizations.services.moving.relocate", only_itself)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Tree,
            settings=settings(
                max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck),
                database=None, derandomize=True, report_multiple_bugs=False, print_blob=False, phases=PHASES,
            ),
        )  # fmt: skip
