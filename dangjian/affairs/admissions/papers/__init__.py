"""The organization's own papers: what is known is filled in, what people write has lines; never the applicant's."""

from dangjian.affairs.admissions.papers.drawing import made
from dangjian.affairs.admissions.papers.kinds import PAPERS, Paper, offered

__all__ = ["PAPERS", "Paper", "made", "offered"]
