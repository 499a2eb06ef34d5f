"""The programme of the demo county: goals, a directive waiting to be read, two lists under way, what was passed on."""

from dangjian.site.demo.county import County
from dangjian.site.demo.programme import goals, lists, passing, telling, waiting
from dangjian.site.demo.programme.desks import Desks


def write(county: County) -> None:
    """Make the goals, the directive, the lists with every state, and the child tasks below."""
    desks = Desks(county)
    placed = goals.write(county)
    waiting.write(county, desks)
    passing.write(county, desks, lists.write(county, desks, placed))
    telling.write(county, desks)
