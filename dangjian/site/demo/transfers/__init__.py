"""Some sixty transfers of the demo, in every state they can be in; those that ended have moved someone."""

from dangjian.affairs.people.models import Person
from dangjian.affairs.transfers.models import Reason
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.transfers.rows import told_of, write_rows
from dangjian.site.demo.transfers.settling import settle
from dangjian.site.demo.transfers.ways import FATES, OUT, ways_of

__all__ = ["settle", "write"]


def write(county: County) -> None:
    """Add the transfers with their cases; draws from a source of its own."""
    chance = Chance(county.measures.members + 1, county.today)
    desks, people = Desks(county), county.rows.of(Person)
    for number, way in enumerate(ways_of(county, chance)):
        fate = FATES[number % len(FATES)] if way.target else OUT
        told = told_of(county, chance, people[way.member.person_id - 1], way, fate)
        write_rows(county, desks, told, chance.choice((Reason.WORK, Reason.HOME, Reason.RETIRED)))
