"""The tree of the programme in the county's own words (P5)."""

from datetime import timedelta
from typing import Final

from dangjian.programme.goals.models import Goal
from dangjian.site.demo import words
from dangjian.site.demo.county import County

_WIDTH: Final = 2  # Digits of a place in `goals.txt`, a level.
_YEARS: Final = 3


def write(county: County) -> dict[str, Goal]:
    """Make the goals; returns them by the place they have in the file."""
    first = (county.today - timedelta(days=120)).year
    made: dict[str, Goal] = {}
    for place, word, title, summary in words.lines("goals"):
        parent = made.get(place[:-_WIDTH])
        made[place] = county.rows.add(
            Goal(
                public_id=county.chance.public_id(),
                organization_id=county.root.pk,
                county_id=1,
                org_path=county.root.path,
                parent_id=parent.pk if parent else None,
                place="".join(f"0{place[i : i + _WIDTH]}" for i in range(0, len(place), _WIDTH)),
                word=word,
                title=title,
                summary=summary,
                from_year=first,
                to_year=first + _YEARS - 1,
            )
        )
    return made
