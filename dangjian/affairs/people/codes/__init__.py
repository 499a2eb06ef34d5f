"""Code tables of the roster: words ↔ codes, the habitual words included. National standards, pure data."""

from dangjian.affairs.people.codes.education import DEGREES, EDUCATION
from dangjian.affairs.people.codes.ethnicity import ETHNICITY
from dangjian.affairs.people.codes.table import Codes

__all__ = ["DEGREES", "EDUCATION", "ETHNICITY", "Codes"]
