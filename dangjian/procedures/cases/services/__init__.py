"""What can happen to a case: it opens, steps are taken, and whoever began it may take it back."""

from dangjian.procedures.cases.services.adopting import Paper, adopt, lacking
from dangjian.procedures.cases.services.findings import Shown
from dangjian.procedures.cases.services.handing import hand_over, lift
from dangjian.procedures.cases.services.opening import HOME, Body, open_case
from dangjian.procedures.cases.services.taking import expire, take, withdraw

__all__ = [
    "HOME", "Body", "Paper", "Shown", "adopt", "expire", "hand_over", "lacking", "lift", "open_case", "take",
    "withdraw",
]  # fmt: skip
