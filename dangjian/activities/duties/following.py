"""Results follow what took place at once, and what bodies are within minutes."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import ExtractYear, Now

from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import Reckoning
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Spell
from dangjian.affairs.organizations.models import Organization, State
from dangjian.affairs.posts.models import Appointment
from dangjian.procedures.evidence.models import Evidence

_APRIL: Final = 4
# Facts of a transaction that was still open while the county was reckoned are seen the next time.
_OVERLAP: Final = timedelta(minutes=10)


def follow_evidence(county_id: int, organization_ids: Collection[int]) -> None:
    """Reckon the bodies at which facts have changed, in the same transaction, in every year that is kept.

    A year that is not kept yet is opened; the job then reckons the rest of the county.
    """
    facts = Evidence.objects.filter(county_id=county_id, organization_id__in=organization_ids)
    keep(county_id, _years(facts))
    bodies = {*organization_ids, *_led_elsewhere(facts)}
    for year in Reckoning.objects.filter(county_id=county_id).order_by("year").values_list("year", flat=True):
        reckon(county_id, year, bodies=bodies)


def keep(county_id: int, years: Collection[int]) -> None:
    """Keep years of a county from now on; a new one is marked, so that the job reckons it."""
    known = set(Reckoning.objects.filter(county_id=county_id, year__in=years).values_list("year", flat=True))
    for year in sorted(set(years) - known):
        Reckoning.objects.get_or_create(county_id=county_id, year=year, defaults={"marked_at": Now()})


def mark(county_id: int) -> None:
    """Mark every kept year of a county: the job reckons it anew."""
    Reckoning.objects.filter(county_id=county_id, marked_at=None).update(marked_at=Now())


def mark_changed() -> None:
    """Mark the counties in which bodies, members or posts were recorded or corrected since they were reckoned."""
    for county in Reckoning.objects.filter(marked_at=None).values_list("county_id", flat=True).distinct():
        oldest = Reckoning.objects.filter(county_id=county).order_by(F("reckoned_at").asc(nulls_first=True)).first()
        if oldest is None or oldest.reckoned_at is None or _changed_since(county, oldest.reckoned_at - _OVERLAP):
            mark(county)


def reckon_marked(*, at: datetime) -> int:
    """Reckon every marked county-year, each in a transaction of its own; return how many there were.

    The mark goes first: what is marked while the county is reckoned stays marked.
    """
    done = 0
    for row in Reckoning.objects.exclude(marked_at=None).order_by("marked_at"):
        with transaction.atomic():
            held = Reckoning.objects.select_for_update(skip_locked=True).filter(pk=row.pk).exclude(marked_at=None)
            if held.update(marked_at=None, reckoned_at=at):
                reckon(row.county_id, row.year)
                done += 1
    return done


def open_years(on: date) -> None:
    """Keep this year and the last for every county, and mark them: once a night everything is looked at."""
    for county in Organization.objects.open_on(on).filter(pk=F("county_id")).values_list("pk", flat=True):
        keep(county, {on.year - 1, on.year})
        mark(county)


def _changed_since(county_id: int, moment: datetime) -> bool:
    changed = Q(recorded_at__gt=moment) | Q(superseded_at__gt=moment)
    return any(model.objects.filter(changed, county_id=county_id).exists() for model in (State, Spell, Appointment))


def _years(facts: QuerySet[Evidence]) -> set[int]:
    """Return the years in which periods begin that these facts may lie in: in the spring, the work year before too."""
    spring = facts.filter(held_on__month__lt=_APRIL).annotate(year=ExtractYear("held_on"))
    found = set(facts.annotate(year=ExtractYear("held_on")).values_list("year", flat=True).distinct())
    return found | {year - 1 for year in spring.values_list("year", flat=True).distinct()}


def _led_elsewhere(facts: QuerySet[Evidence]) -> list[int]:
    """Return the committees whose secretary did something at these bodies: it counts for their post."""
    people = facts.exclude(person_id=None).values("person_id")
    posts = Appointment.objects.known().filter(person_id__in=people, post__role=Role.SECRETARY)
    return list(posts.values_list("post__organization_id", flat=True).distinct())
