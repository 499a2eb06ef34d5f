"""What happens to a register: it is drafted, published, filled, confirmed, given back, brought in by a workbook."""

from dangjian.affairs.registers.about import Subject
from dangjian.affairs.registers.services.bringing import bring, write
from dangjian.affairs.registers.services.confirming import close, confirm, give_back
from dangjian.affairs.registers.services.drafting import begin, move_field, put_field, remove_field, set_head
from dangjian.affairs.registers.services.explaining import explain
from dangjian.affairs.registers.services.filling import Said, fill
from dangjian.affairs.registers.services.objecting import answer, disagree
from dangjian.affairs.registers.services.publishing import end, publish
from dangjian.affairs.registers.services.rows import MeanwhileError, NotAcceptedError, RedefinedError
from dangjian.affairs.registers.services.taking_over import send_all, take_over

__all__ = [
    "MeanwhileError",
    "NotAcceptedError",
    "RedefinedError",
    "Said",
    "Subject",
    "answer",
    "begin",
    "bring",
    "close",
    "confirm",
    "disagree",
    "end",
    "explain",
    "fill",
    "give_back",
    "move_field",
    "publish",
    "put_field",
    "remove_field",
    "send_all",
    "set_head",
    "take_over",
    "write",
]
