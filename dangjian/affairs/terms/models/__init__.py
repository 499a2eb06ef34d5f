"""Terms of bodies, what moves them, and the elections that begin them."""

from dangjian.affairs.terms.models.elections import Candidate, Election, ElectionState, Method
from dangjian.affairs.terms.models.terms import Answer, Extension, Move, Term, TermQuerySet

__all__ = ["Answer", "Candidate", "Election", "ElectionState", "Extension", "Method", "Move", "Term", "TermQuerySet"]
