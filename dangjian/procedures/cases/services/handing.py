"""A body of a case becomes another, or the case has lost its ground: bodies were merged meanwhile."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.procedures.cases.models import Case, CaseStep, Party, State
from dangjian.procedures.cases.services.opening import Body, record
from dangjian.procedures.cases.services.taking import close_turn, tell
from dangjian.rulebook import Outcome


@transaction.atomic
def hand_over(*, by: Actor, case: Case, key: str, body: Body, on: date) -> None:
    """Let ``body`` take the part ``key`` in a case; where that was its home, case and steps go along."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    party = Party.objects.get(case=case, key=key)
    if party.organization_id == body.pk and party.org_path == body.path:
        return
    place = {"county_id": body.county_id, "org_path": body.path}
    if party.organization_id == case.organization_id:
        Case.objects.filter(pk=case.pk).update(organization_id=body.pk, **place)
        CaseStep.objects.filter(case=case).update(**place)
    left = party.name
    Party.objects.filter(pk=party.pk).update(organization_id=body.pk, name=body.short_name[:60], **place)
    record(by, case, "case.hand_over", f"由{left}改为{body.short_name}")
    if CaseStep.objects.filter(case=case, outcome="", party=party).exists():
        tell(case, by, on, before=None)


@transaction.atomic
def lift(*, by: Actor, case: Case, on: date, words: str) -> None:
    """End a case that has lost its ground, with the words why; whoever changed the ground stands in its last step."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    close_turn(case, by, Outcome.WITHDRAW, on, words)
    case.state, case.closed_on = State.WITHDRAWN, on
    case.save(update_fields=["state", "closed_on"])
    record(by, case, "case.lift", words)
    tell(case, by, on, before=None)
