"""What can happen to records that may be one person: searched, merged, parted again, found to be different."""

from dangjian.affairs.duplicates.services.merging import merge
from dangjian.affairs.duplicates.services.parting import distinguish, undo
from dangjian.affairs.duplicates.services.searching import look_up

__all__ = ["distinguish", "look_up", "merge", "undo"]
