"""What cases give a person to do: the steps that wait at the bodies where they hold a post for them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.cases.doors import address_of
from dangjian.procedures.cases.models import CaseStep, Took
from dangjian.procedures.cases.queries import standings_at
from dangjian.procedures.definitions.queries import text_of

MOST: Final = 40


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for each waiting step, the nearest term first; nobody is asked about themselves or what another must take."""
    wanted = Q(pk__in=())
    for permission in {grant.permission for grant in actor.grants}:
        wanted |= Q(permission=permission.value, party__organization_id__in=actor.bodies(permission))
    passed = CaseStep.objects.filter(case=OuterRef("case"), outcome=Took.PASS).order_by("key", "-id").distinct("key")
    rows = CaseStep.objects.waiting().filter(wanted).exclude(case__person_id=actor.person_id)
    rows = rows.annotate(passed=ArraySubquery(passed.values(one=JSONObject(key="key", account="account_id"))))
    found = rows.select_related("case__text", "party").order_by(F("due_on").asc(nulls_last=True), "id")
    yield Question(found[:MOST], lambda steps: _items([step for step in steps if _is_open_to(actor, step)], on))


def _is_open_to(actor: Actor, row: CaseStep) -> bool:
    """Whether the step that another must have taken was taken by another."""
    other_than = text_of(row.case).step(row.key).other_than
    return {"key": other_than, "account": actor.account_id} not in row.passed  # type: ignore[attr-defined]  # annotated


def _items(steps: Sequence[CaseStep], on: date) -> Iterator[Item]:
    where = standings_at(steps, on)
    for row in steps:
        at = where[row.case_id]
        text = text_of(row.case)
        address = address_of(row.case)
        if zones.is_internet() and not address:
            continue  # Its page stays inside (P37), and so does its title.
        yield Item(
            key=f"case:{row.case.public_id}",
            title=row.case.title,
            sub=f"{at.turn} · {at.where}",
            address=address,
            kind=text.title[:6],
            level=at.look.level,
            words=at.look.words,
            reason=at.reason or at.look.reason,
            due_on=row.due_on,
            actions=(Action("去办理", address, is_main=True),),
            organization_id=at.organization_id,
        )
