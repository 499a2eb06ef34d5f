"""Someone is no longer counted here: the reason, the day, and the record that stays."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.members.departures import Departed, departed
from dangjian.affairs.members.locks import held_member, held_person
from dangjian.affairs.members.models import Leaving, Member
from dangjian.affairs.members.services.correcting import correct_record
from dangjian.affairs.people.models import Entry, Source
from dangjian.rulebook import RuleBreach


@transaction.atomic
def leave(
    *, by: Actor, member: Member, reason: Leaving, on: date, source: Source, reference: str = "", words: str = ""
) -> Entry:
    """Take a member off the roll from ``on``, the first day without; the record and its history stay.

    The rights of membership end at the next request, the posts with them. Raises ``RuleBreach`` for who has left.
    """
    person = held_person(member.person_id)
    now = held_member(person)
    if now is None or now.left_on is not None:
        raise RuleBreach(f"{person} 已不在名册上，没有改动。")
    departed(by, Departed(person, now.organization, on, reference or words, is_gone=True))
    return correct_record(
        by=by,
        person=person,
        changes={"left_on": on, "left_reason": reason},
        source=source,
        on=on,
        reference=reference,
        words=words,
    )
