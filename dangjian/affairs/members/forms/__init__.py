"""What a person may type into a record."""

from dangjian.affairs.members.forms.departures import DepartureForm
from dangjian.affairs.members.forms.records import EnrollForm, RecordForm
from dangjian.affairs.members.forms.reveals import RevealForm

__all__ = ["DepartureForm", "EnrollForm", "RecordForm", "RevealForm"]
