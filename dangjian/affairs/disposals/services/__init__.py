"""What can happen in a disposal: proposed, its steps, what the person says, how it went."""

from dangjian.affairs.disposals.services.opening import propose
from dangjian.affairs.disposals.services.saying import state
from dangjian.affairs.disposals.services.steps import conclude, take_step, withdraw

__all__ = ["conclude", "propose", "state", "take_step", "withdraw"]
