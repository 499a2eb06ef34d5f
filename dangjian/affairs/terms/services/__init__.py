"""What can happen to terms: recorded, moved by approval, and begun anew by an election."""

from dangjian.affairs.terms.services.elections import confirm, nominate, prepare, record_result, send_back
from dangjian.affairs.terms.services.extensions import ask, decide
from dangjian.affairs.terms.services.terms import begin, correct

__all__ = ["ask", "begin", "confirm", "correct", "decide", "nominate", "prepare", "record_result", "send_back"]
