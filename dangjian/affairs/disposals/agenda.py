"""A correction whose term is over is told to the branch, a disposal to the person; steps come from the cases."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.disposals.models import Disposal, Mode
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for a card for each result to be said, and one for the person themself."""
    if zones.is_internet():
        return
    yield Question(Disposal.objects.told_to(actor).open().filter(statements=None), _own)
    editor = actor.narrowed(Permission.DISPOSAL_EDIT)
    if editor.grants:
        rows = Disposal.objects.visible_to(editor).running().select_related("person").order_by("until", "id")
        own = rows.filter(organization__in=[grant.organization_id for grant in editor.grants])
        yield Question(own, lambda found: _results(found, on))


def _own(rows: Sequence[Disposal]) -> Iterator[Item]:
    for row in rows:
        yield Item(
            key=f"disposal-own:{row.public_id}",
            title="党组织有一件关于您的事，请看",
            sub="您可以写意见；不写也不影响您的权利",
            address=reverse("disposals:mine"),
            kind="本人",
            level=Level.INFO,
            words="可以写意见",
            actions=(Action("去看看", reverse("disposals:mine"), is_main=True),),
            organization_id=row.organization_id,
        )


def _results(rows: Sequence[Disposal], on: date) -> Iterator[Item]:
    for row in rows:
        is_correction = row.mode == Mode.CORRECTION
        if is_correction and not row.is_over_on(on):
            continue
        address = reverse("disposals:one", args=[row.public_id])
        yield Item(
            key=f"disposal-result:{row.public_id}",
            title=f"{row.person}：登记结果",
            sub="期限已满，由支部讨论后登记" if is_correction else "谈过以后，登记本人是否同意",
            address=address,
            kind="组织处置",
            level=Level.INFO,
            words="待登记",
            actions=(Action("去登记", address, is_main=True),),
            organization_id=row.organization_id,
        )
