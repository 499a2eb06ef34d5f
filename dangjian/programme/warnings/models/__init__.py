"""Tables: the rules of a county, the warnings they raised, letters and interviews."""

from dangjian.programme.warnings.models.pressing import Interview, Letter
from dangjian.programme.warnings.models.raised import Ending, RaisedWarning, Watch
from dangjian.programme.warnings.models.rules import RuleState, WarningRule

__all__ = ["Ending", "Interview", "Letter", "RaisedWarning", "RuleState", "WarningRule", "Watch"]
