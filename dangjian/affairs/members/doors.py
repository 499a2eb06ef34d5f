"""Members follow their branch: into the one that takes it up, into a new one out of it; and are counted for it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Left

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.members.models import Category, Member, Spell, Standing
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.organizations.doors import Choice, Heads, Merged, Split
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people import entries
from dangjian.affairs.people.models import Person, Source
from dangjian.rulebook import RuleBreach

_IN_PARTY = (Category.FULL, Category.PROBATIONARY)


def follow_merger(by: Actor, merged: Merged) -> None:
    """Settle everyone on the roll of the body that is taken up, and who else is at home there, in the other."""
    words = f"{merged.gone.short_name}并入{merged.into.short_name}"
    for member in Member.objects.current().filter(organization=merged.gone).order_by("pk"):
        _settle(by, member, merged.into, merged.on, merged.basis, words)
    for person in Person.objects.select_for_update().filter(organization_id=merged.gone.pk).order_by("pk"):
        _rehome(by, person, merged, words)


def follow_split(by: Actor, split: Split) -> None:
    """Settle the chosen in the new branch. Raises ``RuleBreach`` where one of them is not on the old roll."""
    chosen = list(_roll(split.source, split.people))
    if len(chosen) != len(set(split.people)):
        raise RuleBreach(f"所选的人有的不在{split.source.short_name}的名册上，没有分设。请刷新后重选。")
    words = f"{split.made.short_name}由{split.source.short_name}分设"
    for member in chosen:
        _settle(by, member, split.made, split.on, split.basis, words)


def obstacles(body: Organization, on: date) -> list[str]:  # noqa: ARG001  # the door's signature; a roll is today's
    """Say who is still on the roll of a body that is to be closed."""
    rows = Member.objects.current().filter(organization=body)
    counted = dict(rows.values_list("category").annotate(Count("pk")))
    if not counted:
        return []
    words = "、".join(f"{Category(name).label} {counted[name]} 名" for name in Category if name in counted)
    return [f"名册上还有{words}，先转出，或并入别的党支部"]


def counted(path: str, width: int, on: date | None) -> dict[str, Heads]:
    """Count full and probationary members by the first ``width`` characters of their place, today or on a day."""
    rows = _today(path, width) if on is None else _on(path, width, on)
    found: dict[str, dict[str, int]] = {}
    for head, category, number in rows.values_list("head", "category").annotate(Count("pk")):  # type: ignore[misc]  # annotated
        found.setdefault(head, {})[category] = number
    return {
        head: Heads(full=by.get(Category.FULL, 0), probationary=by.get(Category.PROBATIONARY, 0))
        for head, by in found.items()
    }


def chosen(body: Organization) -> list[Choice]:
    """Return who is on the roll of ``body``, by the day they joined."""
    rows = _roll(body).select_related("person").order_by(F("joined_on").asc(nulls_last=True), "pk")
    return [Choice(row.person.public_id, f"{row.person.name}（{row.get_category_display()}）") for row in rows]


def _today(path: str, width: int) -> QuerySet[Member]:
    rows = Member.objects.in_party().filter(org_path__gte=path, org_path__lt=paths.following(path))
    return rows.annotate(head=Left("org_path", width)).order_by()


def _on(path: str, width: int, on: date) -> QuerySet[Spell]:
    """By the place their branch had on that day, not by where it stands now."""
    rows = Spell.objects.held_on(on).filter(
        category__in=_IN_PARTY,
        standing=Standing.NORMAL,
        organization__states__during__contains=on,
        organization__states__superseded_at=None,
        organization__states__path__gte=path,
        organization__states__path__lt=paths.following(path),
    )
    return rows.annotate(head=Left("organization__states__path", width)).order_by()


def _roll(body: Organization, people: Collection[UUID] | None = None) -> QuerySet[Member]:
    rows = Member.objects.current().filter(organization=body)
    return rows if people is None else rows.filter(person__public_id__in=list(people)).order_by("pk")


def _settle(  # a settlement has that many facts
    by: Actor, member: Member, into: Organization, on: date, basis: str, words: str
) -> None:
    settle(by=by, member=member, organization=into, on=on, source=Source.DECISION, reference=basis, words=words)


def _rehome(by: Actor, person: Person, merged: Merged, words: str) -> None:
    """Give a person without a membership there (a clerk) the other body for a home."""
    into = merged.into
    person.organization_id, person.county_id, person.org_path = into.pk, into.county_id, into.path
    person.save(update_fields=["organization_id", "county_id", "org_path"])
    Account.objects.filter(person=person).update(county_id=into.county_id, org_path=into.path)
    entries.write(
        by=by,
        person=person,
        source=Source.DECISION,
        on=merged.on,
        fields=["organization"],
        before={"organization": merged.gone.pk},
        reference=merged.basis,
        words=words,
    )
