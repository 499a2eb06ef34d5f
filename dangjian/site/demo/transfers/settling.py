"""Those who have moved were elsewhere before that day: their spells are parted once the rows are written."""

from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.affairs.members.models import Member, Spell
from dangjian.affairs.people.models import Entry, Source
from dangjian.affairs.transfers.models import Transfer
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County


def settle(county: County) -> None:
    """Part the spells of those who have moved, once the rows are written: before that day they were elsewhere."""
    moved: Sequence[Transfer] = [row for row in county.rows.of(Transfer) if row.received_on]
    members = dict(Member.objects.filter(person__in=[row.person_id for row in moved]).values_list("person_id", "pk"))
    chance = Chance(county.measures.members + 2, county.today)
    for row in moved:
        day, moment = row.received_on, at(row.received_on or county.today, 10)
        spell = Spell.objects.get(member_id=members[row.person_id or 0], superseded_at=None)
        Spell.objects.filter(pk=spell.pk).update(superseded_at=moment)
        for body_id, path, during, source in (
            (row.from_body_id, row.org_path, DateRange(spell.during.lower, day), spell.source),
            (row.to_body_id, row.target_path, DateRange(day, None), Source.TRANSFER),
        ):
            Spell.objects.create(member_id=spell.member_id, organization_id=body_id or 1, county_id=1, org_path=path,
                                 category=spell.category, during=during, source=source, recorded_at=moment)  # fmt: skip
        Entry.objects.create(public_id=chance.public_id(), person_id=row.person_id or 0, county_id=1,
                             org_path=row.target_path, source=Source.TRANSFER, reference=row.letter_number,
                             words=f"由{row.from_name}转往{row.to_name}"[:200], fields=["organization"],
                             on=day or county.today, recorded_at=moment)  # fmt: skip
