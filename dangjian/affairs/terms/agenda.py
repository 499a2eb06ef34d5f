"""What terms give a person to do: prepare 换届, answer requests, approve results."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor, Reach
from dangjian.access.permissions import Permission as P  # noqa: N817  # a table reads better short
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.terms import queries
from dangjian.affairs.terms.models import Election, Extension, Term
from dangjian.affairs.terms.queries.terms import Asked, yellow_of
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

MOST: Final = 20


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for what terms have for a person on a day."""
    yield from _own(actor, on)
    if actor.may(P.TERM_APPROVE):
        yield from _to_answer(actor.narrowed(P.TERM_APPROVE))


def _own(actor: Actor, on: date) -> Iterator[Question]:
    """The bodies where one's own post edits terms; who oversees many finds them on the list."""
    bodies = {grant.organization_id for grant in actor.grants if grant.permission is P.TERM_EDIT}
    if not any(grant.permission is P.TERM_EDIT and grant.reach is Reach.BODY for grant in actor.grants):
        return
    local = queries.local_of(actor.county_id, on)
    yellow = yellow_of(on, local)
    rows = Term.objects.visible_to(actor.narrowed(P.TERM_EDIT)).current().of_open_bodies(on)
    near = rows.filter(organization_id__in=bodies, due_on__lte=on + timedelta(days=yellow)).select_related(
        "organization"
    )
    yield Question(near.order_by("due_on", "id")[:MOST], lambda rows: _terms(rows, on, yellow))


def _terms(rows: Sequence[Term], on: date, yellow: int) -> Iterator[Item]:
    for term in rows:
        stands = queries.standing_of(term, on, yellow=yellow)
        page = reverse("terms:body", args=[term.organization.public_id])
        yield Item(
            key=f"term:{term.organization.public_id}",
            title=f"{term.organization.short_name}换届",
            sub=f"{term.caption}，{stands.reason}",
            address=page,
            kind="换届",
            level=stands.level,
            words=stands.words,
            reason=stands.reason,
            due_on=term.due_on,
            actions=(Action("看届期", page, is_main=stands.level is Level.LATE),),
            organization_id=term.organization_id,
            order_no=term.organization.order_no,
        )


def _to_answer(actor: Actor) -> Iterator[Question]:
    """Both kinds, and for what is found the committees above it: only the nearest is asked."""
    yield Question(queries.pending(actor), lambda rows: _nearest(actor, rows, _requests))
    yield Question(queries.recorded(actor), lambda rows: _nearest(actor, rows, _results))


def _nearest(
    actor: Actor, rows: Sequence[Asked], items: Callable[[Sequence[Asked]], Iterator[Item]]
) -> Iterator[Question]:
    if rows:
        yield Question(queries.committees_above(rows), lambda paths: items(queries.nearest(actor, rows, paths)[:MOST]))


def _requests(rows: Sequence[Extension]) -> Iterator[Item]:
    for asked in rows:
        title = f"批复{asked.organization.short_name}{asked.get_move_display()}换届的申请"
        page = reverse("terms:request", args=[asked.public_id])
        yield _waiting(f"term-request:{asked.public_id}", title, asked.reason, page, "批复", asked.organization)


def _results(rows: Sequence[Election]) -> Iterator[Item]:
    for one in rows:
        title = f"批准{one.organization.short_name}{one.caption}结果"
        sub = f"{one.held_on.month}月{one.held_on.day}日选举，应到 {one.entitled}，实到 {one.present}"
        page = reverse("terms:election", args=[one.public_id])
        yield _waiting(f"election:{one.public_id}", title, sub, page, "批准", one.organization)


def _waiting(key: str, title: str, sub: str, page: str, verb: str, body: Organization) -> Item:
    return Item(
        key=key,
        title=title,
        sub=sub,
        address=page,
        kind="换届",
        level=Level.SOON,
        words=f"等您{verb}",
        actions=(Action(verb, page, is_main=True),),
        organization_id=body.pk,
        order_no=body.order_no,
    )
