"""Registers of places and units: what a county keeps of its villages, firms and societies."""

from dangjian.site.demo.county import County
from dangjian.site.demo.places import economy, newcomers, premises, stationed


def write(county: County) -> None:
    """Add what is kept of places and units."""
    economy.write(county)
    premises.write(county)
    stationed.write(county)
    newcomers.write(county)
