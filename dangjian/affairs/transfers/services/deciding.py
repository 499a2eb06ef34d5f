"""What the committees decide: send, accept, give back, refuse, archive."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.posts import services as posts
from dangjian.affairs.transfers import rules
from dangjian.affairs.transfers.models import Kind, State, Transfer
from dangjian.affairs.transfers.queries import posts_held
from dangjian.affairs.transfers.services.steps import locked, record, stand, step_of, take
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import Outcome, RuleBreach


@transaction.atomic
def send(
    *, by: Actor, transfer: Transfer, letter_number: str, on: date, ends_posts: bool = False, words: str = ""
) -> Transfer:
    """Send a member, as the committee: record the letter's number and its last day, end the posts of the old branch.

    A letter that came back or lapsed is issued anew, with words saying why. Raises ``RuleBreach`` without a number
    (within one committee there is no letter), and where posts stand that were not confirmed to end.
    """
    transfer = locked(transfer)
    number = letter_number.strip()[:40]
    if not number and transfer.kind != Kind.INSIDE:
        raise RuleBreach("没有填介绍信编号，没有转出。编号以全国系统或介绍信存根上的为准。")
    if transfer.letters and not words.strip():
        raise RuleBreach("重新开具介绍信要写明理由，没有转出。请补写后再提交。")
    held = posts_held(transfer, on)
    if held and not ends_posts:
        titles = "、".join(appointment.post.title for appointment in held)
        raise RuleBreach(f"{transfer.person_name}在转出支部任{titles}，没有转出。请确认随转出免去这些职务。")
    for appointment in held:
        posts.end(by=by, appointment=appointment, on=on, basis=f"组织关系转出 {number}"[:60])
    take(by, transfer, "send", Outcome.PASS, on, words)
    transfer.letter_number, transfer.sent_on = number, on
    transfer.valid_until = rules.valid_until(on, on, local_values(transfer.county_id, on))
    transfer.letters += 1
    after = State.ACCEPTED if transfer.kind == Kind.INSIDE else State.SENT
    if transfer.kind == Kind.INSIDE:
        transfer.accepted_on = on
    stand(transfer, after, "letter_number", "sent_on", "valid_until", "letters", "accepted_on")
    record(by, transfer, "send", number)
    return transfer


@transaction.atomic
def accept(*, by: Actor, transfer: Transfer, papers: Iterable[str], on: date, words: str = "") -> Transfer:
    """Accept a member, as the receiving committee: the branch now waits for them to report."""
    transfer = locked(transfer)
    take(by, transfer, "accept", Outcome.PASS, on, words, papers)
    transfer.accepted_on = on
    stand(transfer, State.ACCEPTED, "accepted_on")
    record(by, transfer, "accept")
    return transfer


@transaction.atomic
def send_back(*, by: Actor, transfer: Transfer, on: date, words: str) -> Transfer:
    """Give a transfer back to who had it before, with the reason."""
    transfer = locked(transfer)
    take(by, transfer, step_of(transfer) or "send", Outcome.RETURN, on, words)
    went = step_of(transfer)
    state = State.SENT if went == "accept" else State.RETURNED
    stand(transfer, state)
    record(by, transfer, "return", words)
    return transfer


@transaction.atomic
def refuse(*, by: Actor, transfer: Transfer, on: date, words: str) -> Transfer:
    """Refuse a transfer for good, with the reason: the member stays where they are."""
    transfer = locked(transfer)
    take(by, transfer, step_of(transfer) or "send", Outcome.REFUSE, on, words)
    transfer.packet = transfer.identity_index = None
    stand(transfer, State.REFUSED, "packet", "identity_index")
    record(by, transfer, "refuse", words)
    return transfer


@transaction.atomic
def archive(*, by: Actor, transfer: Transfer, on: date, words: str = "") -> Transfer:
    """File the stub, as the sending committee, once the receipt has come back."""
    transfer = locked(transfer)
    take(by, transfer, "archive", Outcome.PASS, on, words)
    transfer.archived_on = on
    stand(transfer, State.ARCHIVED, "archived_on")
    record(by, transfer, "archive")
    return transfer
