"""What registers give a person to do: fill what their bodies owe, look at what waits for an answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Count, F
from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.models import Absence, Entry, Objection, State
from dangjian.affairs.registers.queries import due
from dangjian.foundation.ui.parts import Level as Look
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level

_MOST: Final = 20
# All capabilities ask in one statement, whose columns are counted: no whole rows.
_SAID: Final = ("pk", "entry__public_id", "entry__name", "entry__organization", "entry__register__title")
_LEVELS: Final = {Look.LATE: Level.LATE, Look.SOON: Level.SOON, Look.OK: Level.OK, Look.INFO: Level.OK}


def items(actor: Actor, on: date) -> Iterator[Item | Question]:
    """Yield what one's bodies have to fill, and how many lines wait to be confirmed."""
    if zones.is_internet():
        return
    if actor.may(Permission.REGISTER_FILL):
        yield Question(due.own_bodies(actor, on), lambda bodies: _registers(bodies, on))
        said = Objection.objects.waiting().filter(entry__organization__in=actor.bodies(Permission.REGISTER_FILL))
        others = said.exclude(entry__person=actor.person_id).filter(entry__closed_on=None)
        yield Question(others.order_by("said_on", "id").values(*_SAID)[:_MOST], _to_answer)
    if actor.may(Permission.REGISTER_CONFIRM):
        rows = Entry.objects.visible_to(actor.narrowed(Permission.REGISTER_CONFIRM)).filter(state=State.FILLED)
        counted = rows.filter(closed_on=None, register__ended_on=None, version__definition__confirmed_by="superior")
        grouped = counted.order_by("register__title").values("period", "register__title").annotate(
            number=Count("pk"), register_key=F("register__public_id")
        )  # fmt: skip
        yield Question(grouped[:_MOST], _to_confirm)


def _registers(bodies: Sequence[Organization], on: date) -> Iterator[Question]:
    if bodies:
        yield Question(due.asked_of(bodies), lambda running: _lines(due.wanted(running, bodies, on), on))


def _lines(asked: Sequence[due.Wanted], on: date) -> Iterator[Question]:
    if not asked:
        return
    lines = due.lines_of(asked)

    def judged(said: Sequence[Absence]) -> Iterator[Item]:
        found = [one for one in due.judged(asked, list(lines), said, on) if not one.is_done]
        yield from map(_to_fill, found[:_MOST])

    yield Question(lines, lambda _: ())  # Read together with what follows, which looks at both.
    yield Question(due.absences_of(asked), judged)


def _to_fill(one: due.Due) -> Item:
    address = reverse("registers:body", args=[one.register.public_id, one.body.public_id])
    address = f"{address}?period={one.period.key}" if one.period.key else address
    return Item(
        key=f"register:{one.register.pk}:{one.body.pk}:{one.period.key}",
        title=f"填台账《{one.register.title}》",
        sub=f"{one.body.short_name}，{one.period.words}",
        address=address,
        kind="台账",
        level=_LEVELS.get(one.standing.level, Level.OK),
        words=one.standing.words,
        reason=one.standing.reason,
        due_on=one.due_on,
        actions=(Action("去填", address, is_main=True),),
        minutes=one.definition.minutes,
        organization_id=one.body.pk,
        order_no=one.body.order_no,
    )


def _to_answer(found: Sequence[dict[str, Any]]) -> Iterator[Item]:
    for one in found:
        address = reverse("registers:line", args=[one["entry__public_id"]])
        yield Item(
            key=f"register-objection:{one['pk']}",
            title=f"答复{one['entry__name']}对《{one['entry__register__title']}》的意见",
            sub="说得对的先改好，再答复；不改的写明为什么",
            address=address,
            kind="台账",
            level=Level.SOON,
            words="等答复",
            actions=(Action("去答复", address, is_main=True),),
            minutes=3,
            organization_id=one["entry__organization"],
        )


def _to_confirm(found: Sequence[dict[str, object]]) -> Iterator[Item]:
    for row in found:
        address = reverse("registers:lines", args=[row["register_key"]])
        address = f"{address}?period={row['period']}&state={State.FILLED.value}"
        yield Item(
            key=f"register-confirm:{row['register_key']}:{row['period']}",
            title=f"核对《{row['register__title']}》{row['number']} 条",
            sub="下级填好的，等核对",
            address=address,
            kind="台账",
            level=Level.OK,
            words="待核对",
            actions=(Action("去核对", address, is_main=True),),
            minutes=2,
        )
