"""Dues follow a member into another branch, and a body into the one that takes it up."""

from datetime import date
from typing import Any

from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import Arrears, Assessment, Book, Entry, Kind, Reduction, Shelf
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.dues.services.books import held_books, log
from dangjian.affairs.members.settling import Settled
from dangjian.affairs.members.uniting import United
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.procedures.cases.models import CaseStep


def follow_member(by: Actor, settled: Settled) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let amounts and open matters go along: from that day the new branch collects. Payments stay where made."""
    member = settled.member
    if member.left_on is not None:
        return
    body = member.organization
    place: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    Assessment.objects.filter(person=member.person_id).update(organization=body, **place)
    for model in (Reduction, Arrears):
        for row in model.objects.filter(person=member.person_id).select_related("case"):
            row.case.parties.filter(key="subject_body").update(
                organization_id=body.pk, name=body.short_name[:60], **place
            )
            CaseStep.objects.filter(case=row.case).update(**place)
            type(row.case).objects.filter(pk=row.case_id).update(organization_id=body.pk, **place)
            model.objects.filter(pk=row.pk).update(organization=body, **place)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Carry what is at hand over into the books of the other body."""
    books = held_books(merged.gone, merged.into)
    till = books[merged.gone.pk][Shelf.TILL]
    if not till.balance:
        return
    made = Entry.objects.create(
        county_id=merged.gone.county_id, organization=merged.gone, org_path=merged.gone.path, kind=Kind.CARRIED,
        amount=till.balance, on=merged.on, from_book=till, to_book=books[merged.into.pk][Shelf.TILL],
        counterpart=merged.into, source=f"organizations.merged:{merged.gone.public_id}", words=merged.basis[:100],
        account_id=by.account_id, recorded_name=by.name[:60],
    )  # fmt: skip
    log(by, merged.into, "dues.carried", f"{merged.gone.short_name}并入，结转 {yuan(made.amount)} 元", [made])


def obstacles(body: Organization, on: date) -> list[str]:  # noqa: ARG001  # the door's signature; books are today's
    """Say what is still in the books of a body that is to be closed."""
    rows = Book.objects.filter(organization=body, shelf__in=(Shelf.TILL, Shelf.TRANSIT), balance__gt=0)
    held = sum(rows.values_list("balance", flat=True))
    return [f"党费账上（含待确认）还有 {yuan(held)} 元，先上缴并由上级确认"] if held else []


def follow_union(united: United) -> None:
    """Keep one amount a year of who had two: that of the record that stays; the other is superseded, and readable."""
    years = Assessment.objects.in_force().filter(person=united.kept.person_id).values("year")
    other = Assessment.objects.in_force().filter(person=united.dropped.person_id, year__in=years)
    other.update(superseded_at=Now())
