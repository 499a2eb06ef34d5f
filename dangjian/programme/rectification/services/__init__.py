"""What can happen to a weak body's case: proposed, its steps, its remedy, who helps, a word a month."""

from dangjian.programme.rectification.services.helping import note_progress, set_helper, write_plan
from dangjian.programme.rectification.services.opening import propose
from dangjian.programme.rectification.services.steps import accept, take_step, withdraw

__all__ = ["accept", "note_progress", "propose", "set_helper", "take_step", "withdraw", "write_plan"]
