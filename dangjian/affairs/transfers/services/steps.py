"""One step of a transfer's case, with the transfer's row locked first: every act takes the locks in this order."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.transfers.models import State, Transfer
from dangjian.procedures.cases import services as cases
from dangjian.procedures.cases.models import Case, CaseStep
from dangjian.rulebook import Outcome, RuleBreach


def locked(transfer: Transfer) -> Transfer:
    """Return the row as it stands now, locked until the transaction ends."""
    rows = Transfer.objects.select_for_update(of=("self",)).select_related(
        "case", "person", "from_body", "to_body", "from_committee", "to_committee"
    )
    return rows.get(pk=transfer.pk)


def step_of(transfer: Transfer) -> str:
    """Return the key of the step whose turn it is, empty at the end."""
    key = CaseStep.objects.filter(case_id=transfer.case_id, outcome="").values_list("key", flat=True).first()
    return key or ""


def take(
    by: Actor,
    transfer: Transfer,
    step: str,
    outcome: Outcome,
    on: date,
    words: str = "",
    papers: Iterable[str] = (),
) -> Case:
    """Take a step of the case; the case checks whose turn it is, the papers and the days."""
    refuse_numbers(words)
    return cases.take(by=by, case=transfer.case, step=step, outcome=outcome, on=on, words=words, papers=papers)


def stand(transfer: Transfer, state: State, *fields: str) -> None:
    """Let the transfer stand in another state and save what else was set."""
    transfer.state = state
    transfer.save(update_fields=["state", *fields])


def record(by: Actor | None, transfer: Transfer, action: str, words: str = "") -> None:
    """Write the audit row of an act."""
    body = transfer.from_body or transfer.to_body
    audit.record(
        by=by,
        action=f"transfer.{action}",
        subject=transfer.public_id,
        organization_id=body.pk if body else None,
        path=transfer.org_path,
        words=f"{transfer.title} {words}".strip(),
        county_id=transfer.county_id,
    )


@transaction.atomic
def note(*, by: Actor, transfer: Transfer, action: str, words: str = "") -> None:
    """Note that something personal of a transfer was taken out of the platform: a read that leaves a row."""
    record(by, transfer, action, words)


@transaction.atomic
def note_packet(*, by: Actor, transfer: Transfer, person: Person, reason: str) -> None:
    """Note that someone's whole numbers were taken out, and why: the person finds it among who looked.

    Raises ``RuleBreach`` without a reason, and for one with a number in it.
    """
    if not reason:
        raise RuleBreach("没有写用途，没有导出。请写明用途。")
    refuse_numbers(reason)
    record(by, transfer, "packet", reason)
    audit.record(
        by=by,
        action="person.export",
        subject=person.public_id,
        organization_id=person.organization_id,
        path=person.org_path,
        words=f"{person.name}：{reason}",
        county_id=person.county_id,
    )
