"""Warnings follow what is done at once where a record is written, and all the rest within minutes."""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import Max

from dangjian.activities.duties.models import Reckoning
from dangjian.affairs.dues.models import Entry
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.terms.models import Term
from dangjian.foundation.time import today
from dangjian.procedures.cases.models import CaseStep
from dangjian.programme.tasks.models import Step
from dangjian.programme.warnings.engine import reckon
from dangjian.programme.warnings.models import WarningRule, Watch

_LOOKED_AT: tuple[type[models.Model], ...] = (Step, Term, Appointment, Entry, CaseStep)


def follow_evidence(county_id: int, organization_ids: Collection[int]) -> None:
    """Reckon the bodies at which something took place, in the same transaction."""
    if WarningRule.objects.standing().filter(county_id=county_id).exists():
        reckon(county_id, today(), bodies=organization_ids)


def mark(county_id: int) -> None:
    """Let the job reckon a county anew: days were moved there."""
    Watch.objects.filter(county_id=county_id).update(seen=[])


def reckon_changed(on: date) -> int:
    """Reckon every county with rules where something was recorded since, or the day is new; return how many."""
    seen, done = _newest(), 0
    counties = WarningRule.objects.standing().order_by().values_list("county_id", flat=True).distinct()
    for county in counties:
        watch, _ = Watch.objects.get_or_create(county_id=county)
        known = [*seen, _duties_reckoned(county)]
        if watch.seen != known or watch.reckoned_on != on:
            reckon(county, on)
            Watch.objects.filter(county_id=county).update(seen=known)
            done += 1
    return done


def _newest() -> list[int]:
    newest = [model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0 for model in _LOOKED_AT]
    return [*newest, CaseStep.objects.filter(outcome="").count()]  # The last step of a case leaves no new one.


def _duties_reckoned(county_id: int) -> str:
    newest = Reckoning.objects.filter(county_id=county_id).aggregate(newest=Max("reckoned_at"))["newest"]
    return newest.isoformat() if newest else ""
