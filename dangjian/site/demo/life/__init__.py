"""Two years of organization life in the demo county: from the January of last year to the eve of the loading day."""

from datetime import date

from dangjian.activities.duties.engine import reckon
from dangjian.activities.duties.models import Reckoning
from dangjian.foundation.time import at
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.life import above, appraisals, bases, coming, ground, plans, year
from dangjian.site.demo.life.branches import gather
from dangjian.site.demo.life.dues import Dues
from dangjian.site.demo.life.records import Records
from dangjian.site.demo.programme.desks import Desks


def write(county: County) -> None:
    """Make what the county has set, the meetings with who came, dues, plans, what was missed and what comes next."""
    chance = Chance(county.measures.members + 11, county.today)
    desks = Desks(county)
    ground.write(county, chance, desks)
    branches = gather(county, chance, desks)
    records, dues = Records(county, chance), Dues(county, chance)
    appraised = appraisals.Appraisals(county)
    lectures = above.lectures(county, branches)
    for branch in branches:
        dues.open(branch)
        year.write(county, chance, branch, records, dues, lectures)
        coming.write(county, chance, branch, records)
        plans.write(county, chance, branch, desks)
        appraised.write(branch)
    above.write(county, chance, desks, records)
    bases.write(county, branches, desks)
    appraised.lead()
    dues.close(desks)


def settle(county: County) -> None:
    """Reckon the duties of both years by the engine, once the rows are written."""
    appraisals.settle(county)
    for one in (county.today.year - 1, county.today.year):
        reckon(1, one)
        Reckoning.objects.create(county_id=1, year=one, reckoned_at=at(county.today, 0))


def begins(today: date) -> date:
    """Return the first day of what is told."""
    return date(today.year - 1, 1, 1)
