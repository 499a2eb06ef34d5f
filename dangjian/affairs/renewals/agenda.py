"""A person is told of their review; whoever leads the campaign of a request to look again."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.renewals.models import Reserve, Verdict
from dangjian.affairs.renewals.queries.people import reviews_of
from dangjian.procedures.agenda.items import Action, Item
from dangjian.procedures.agenda.queries import Question
from dangjian.procedures.agenda.rules import Level


def items(actor: Actor, on: date) -> Iterator[Question]:
    """Ask for a card for an unfavorable review of one's own, and for each request at the county."""
    if zones.is_internet():
        return
    told = reviews_of(actor.person_id).filter(verdict=Verdict.UNFIT, asked_on=None, campaign__to_day__gte=on)
    yield Question(told, _own)
    lead = actor.narrowed(Permission.RENEWAL_LEAD)
    if lead.grants:
        counties = [grant.organization_id for grant in lead.grants]
        asked = Reserve.objects.filter(campaign__organization__in=counties, asked_on__isnull=False)
        yield Question(asked.select_related("campaign").order_by("asked_on", "id"), _asked)


def _own(rows: Sequence[Reserve]) -> Iterator[Item]:
    for row in rows:
        yield _item(f"renewal-own:{row.public_id}", "换届人选联审结果，请看", "有不同意见的，可以申请复核", "本人",
                    reverse("renewals:mine"), row.organization_id)  # fmt: skip


def _asked(rows: Sequence[Reserve]) -> Iterator[Item]:
    for row in rows:
        address = reverse("renewals:handling", args=[row.campaign.public_id])
        yield _item(f"renewal-asked:{row.public_id}", "有人选申请复核联审结果", "复核后再登记结果", "换届", address,
                    row.campaign.organization_id)  # fmt: skip


def _item(key: str, title: str, sub: str, kind: str, address: str, body: int) -> Item:
    return Item(
        key=key, title=title, sub=sub, address=address, kind=kind, level=Level.INFO, words="待办",
        actions=(Action("去看看", address, is_main=True),), organization_id=body,
    )  # fmt: skip
