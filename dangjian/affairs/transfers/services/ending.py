"""A transfer that came back is put forward again, is taken back, or lapses with its letter."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.people.words import refuse_numbers
from dangjian.affairs.transfers.models import State, Transfer
from dangjian.affairs.transfers.services.steps import locked, record, stand, take
from dangjian.procedures.cases import services as cases
from dangjian.rulebook import Outcome


@transaction.atomic
def resubmit(*, by: Actor, transfer: Transfer, on: date, words: str) -> Transfer:
    """Put a transfer that the committee gave back forward again, as the branch."""
    transfer = locked(transfer)
    take(by, transfer, "start", Outcome.PASS, on, words)
    stand(transfer, State.DRAFT if transfer.from_body_id else State.SENT)
    record(by, transfer, "resubmit", words)
    return transfer


@transaction.atomic
def withdraw(*, by: Actor, transfer: Transfer, on: date, words: str) -> Transfer:
    """Take a transfer back, as the branch that began it, before the member has reported."""
    transfer = locked(transfer)
    refuse_numbers(words)
    cases.withdraw(by=by, case=transfer.case, on=on, words=words)
    transfer.packet = transfer.identity_index = None
    stand(transfer, State.WITHDRAWN, "packet", "identity_index")
    record(by, transfer, "withdraw", words)
    return transfer


@transaction.atomic
def lapse(*, transfer: Transfer, on: date) -> bool:
    """Let a letter lapse whose last day is over; say whether it did. The member stays with the sending branch."""
    transfer = locked(transfer)
    if not transfer.is_under_way or not cases.expire(case=transfer.case, on=on):
        return False
    transfer.accepted_on = None
    stand(transfer, State.EXPIRED, "accepted_on")
    record(None, transfer, "expire")
    return True
