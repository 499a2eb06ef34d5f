"""What villages give a person to do: disclose what is due, answer what was asked. Steps of matters come from cases."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.community.villages.models import Question, Village
from dangjian.community.villages.queries.lists import Due, due_disclosures
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question as Asking
from dangjian.procedures.agenda.rules import Level, standing, yellow_days
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import rule

_MOST: Final = 20
_SHOWN: Final = 40


def items(actor: Actor, on: date) -> Iterator[Asking]:
    """Ask for what the village of one's own post has to disclose, and for questions that wait for an answer."""
    editing, answering = actor.bodies(Permission.VILLAGE_EDIT), actor.bodies(Permission.QUESTION_ANSWER)
    if editing:
        villages = Village.objects.standing().filter(organization__in=editing).order_by("code")
        yield Asking(villages[:_MOST], lambda found: _disclosures(found, on))
    if answering:
        waiting = Question.objects.waiting().filter(organization_id__in=answering).select_related("village")
        yield Asking(waiting.order_by("due_on", "id")[:_MOST], lambda found: _questions(found, on))


def _disclosures(villages: Sequence[Village], on: date) -> Iterator[Item]:
    law = rule("villages.disclosure", on=on)
    for due in due_disclosures(villages, on):
        if due.done is None and on >= due.period.first + (due.period.last - due.period.first) / 2:  # Not long before.
            yield _disclosure(due, on, f"{law.says}（{law.citation}）")


def _disclosure(due: Due, on: date, reason: str) -> Item:
    stands = standing(due.period.last, on, yellow_days(on, local_values(due.village.county_id, on)))
    page = reverse("villages:disclosures")
    done = reverse("villages:disclosure", args=[due.village.public_id, due.topic, due.period.first.isoformat()])
    return Item(
        key=f"disclosure:{due.village.public_id}:{due.topic}:{due.period.first}",
        title=f"{due.village}{due.period.words}村务公开：{due.topic.label}",
        sub="贴上公开栏，点一下就行，不用上传",
        address=page,
        kind="村务公开",
        level=stands.level,
        words=stands.words,
        reason=reason,
        due_on=due.period.last,
        actions=(Action("已公布", done, method="POST", is_main=True), Action("公开栏打印页", _sheet(due.village))),
        minutes=2,
        organization_id=due.village.organization_id,
    )


def _sheet(village: Village) -> str:
    return reverse("villages:sheet", args=[village.public_id])


def _questions(found: Sequence[Question], on: date) -> Iterator[Item]:
    for row in found:
        stands = standing(row.due_on, on, yellow_days(on, local_values(row.county_id, on)))
        page = reverse("villages:question", args=[row.public_id])
        yield Item(
            key=f"question:{row.public_id}",
            title=f"答复{row.village}群众{row}",
            sub=row.words if len(row.words) <= _SHOWN else f"{row.words[:_SHOWN]}……",
            address=page,
            kind="群众提问",
            level=Level(stands.level),
            words=stands.words,
            reason=stands.reason,
            due_on=row.due_on,
            actions=(Action("去答复", page, is_main=True),),
            minutes=5,
            organization_id=row.organization_id,
        )
