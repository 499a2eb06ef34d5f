"""Where and as what a member is counted, from when to when: rows that are superseded, never updated in place."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.people.models import Source


@transaction.atomic
def turn(*, member: Member, on: date, source: Source, reference: str = "") -> Spell | None:
    """Let the spell of ``member`` that runs now end the day before ``on``, and begin one as the member stands.

    A spell that began on ``on`` or later is corrected as a whole. Nothing begins for who has left: then the
    day of leaving is the first day without. Part of a service, with the member's row locked.
    """
    running = list(Spell.objects.select_for_update().filter(member=member, superseded_at=None).order_by("pk"))
    for spell in running:
        if spell.during.upper is None or spell.during.upper > on:
            _cut(spell, on)
    return None if member.left_on else _begin(member, on, source, reference)


def _cut(spell: Spell, on: date) -> None:
    Spell.objects.filter(pk=spell.pk).update(superseded_at=Now())
    if spell.during.lower is None or spell.during.lower < on:
        kept = Spell.objects.get(pk=spell.pk)
        kept.pk, kept.superseded_at, kept.during = None, None, DateRange(spell.during.lower, on)
        kept.recorded_at = Now()  # The database's clock.
        kept.save(force_insert=True)


def _begin(member: Member, on: date, source: Source, reference: str) -> Spell:
    return Spell.objects.create(
        member=member,
        organization=member.organization,
        county_id=member.county_id,
        org_path=member.org_path,
        category=member.category,
        standing=member.standing,
        during=DateRange(on, None),
        source=source,
        reference=reference[:60],
    )
