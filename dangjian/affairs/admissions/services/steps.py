"""An admission goes on: the step whose turn it is, with what the regulation asks beside days and papers."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.admissions.models import Admission, Motion, Result
from dangjian.affairs.admissions.services import effects
from dangjian.affairs.admissions.services.checking import check
from dangjian.affairs.admissions.services.companions import appoint
from dangjian.affairs.admissions.services.said import Said
from dangjian.affairs.people.words import refuse_numbers
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import CaseStep
from dangjian.rulebook import Outcome, RuleBreach


@transaction.atomic
def take_step(
    *, by: Actor, admission: Admission, step: str, outcome: Outcome, on: date, words: str = "", said: Said | None = None
) -> Admission:
    """Take the step whose turn it is on the day ``on``; the record follows where a decision changes it.

    Raises ``RuleBreach`` as ``cases.services.take`` does, and with its article where the regulation is not met: too
    few reviews, contacts or introducers, too short a training, an approval or an extension outside its days.
    """
    refuse_numbers(words)
    row, said = locked(admission), said or Said()
    turn = CaseStep.objects.filter(case=row.case, outcome="", key=step).first()
    if turn is not None:
        check(row, turn, outcome, on, words, said)
    until = row.proposed_until if outcome is Outcome.EXTEND else None
    cases.take(
        by=by, case=row.case, step=step, outcome=outcome, on=on, words=words, papers=said.papers, until=until,
        counts=said.counts, shown=said.shown,
    )  # fmt: skip
    _keep(by, row, step, outcome, on, said)
    effects.follow(by, row, step, outcome, on)
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw(*, by: Actor, admission: Admission, words: str, on: date) -> Admission:
    """Take an admission back before the superior has approved; who is not in the Party leaves the roll.

    Raises ``RuleBreach`` for one's own, without words, and where it has gone too far.
    """
    row = locked(admission)
    if row.person_id == by.person_id:
        raise RuleBreach("不能撤回自己的事项，没有改动。请由支部其他同志办理。")
    refuse_numbers(words)
    cases.withdraw(by=by, case=row.case, on=on, words=words)
    effects.end(row, Result.WITHDRAWN, on)
    effects.off_the_roll(by, row, on)
    row.refresh_from_db()
    return row


def locked(admission: Admission) -> Admission:
    """Return the row, locked; raises ``RuleBreach`` at its end."""
    rows = Admission.objects.select_for_update(of=("self",)).select_related("case", "person", "organization")
    row = rows.get(pk=admission.pk)
    if row.ended_on is not None:
        raise RuleBreach(f"这件事{row.get_result_display()}，没有再作改动。")
    return row


def _keep(by: Actor, row: Admission, step: str, outcome: Outcome, on: date, said: Said) -> None:
    if outcome is not Outcome.PASS:
        return
    appoint(row, step, said.people, on)
    changes = _facts(step, said)
    for name, value in changes.items():
        setattr(row, name, value)
    if changes:
        row.save(update_fields=list(changes))
    audit.record(
        by=by, action="admission.step", subject=row.public_id, organization_id=row.organization_id, path=row.org_path,
        words=step, county_id=row.county_id,
    )  # fmt: skip


def _facts(step: str, said: Said) -> dict[str, object]:
    match step:
        case "train":
            return {"training_days": said.training_days, "training_hours": said.training_hours}
        case "application_form":
            return {"form_number": said.form_number.strip()[:30]}
        case "congress":
            return {"congress_source": said.source[:100]}
        case "confirm_congress":
            return {
                "motion": said.motion or "",
                "proposed_until": said.until if said.motion is Motion.EXTEND else None,
                "confirmation_source": said.source[:100],
            }
    return {}
