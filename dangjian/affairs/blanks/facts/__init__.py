"""What the capabilities below offer to blanks; later registers add theirs through ``catalogue.register``."""

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.facts import bodies, counts, people, secretaries


def register() -> None:
    """Offer everything; called at start-up."""
    catalogue.register(*bodies.FACTS, *secretaries.FACTS, *counts.FACTS, *people.FACTS)
