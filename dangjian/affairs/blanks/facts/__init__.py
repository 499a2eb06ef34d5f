"""What the capabilities below offer to blanks; later registers add theirs through ``catalogue.register``."""

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.facts import bodies, counts, mobile, people, secretaries, terms


def register() -> None:
    """Offer everything; called at start-up."""
    catalogue.register(*bodies.FACTS, *secretaries.FACTS, *counts.FACTS, *mobile.FACTS, *terms.FACTS, *people.FACTS)
