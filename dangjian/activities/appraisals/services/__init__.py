"""What happens to an appraisal: opened, voted on, counted, decided; talks are noted, problems put right."""

from dangjian.activities.appraisals.services.calling_off import call_off, void
from dangjian.activities.appraisals.services.casting import cast
from dangjian.activities.appraisals.services.consenting import answer, answers_here
from dangjian.activities.appraisals.services.counting import count, move_to_paper
from dangjian.activities.appraisals.services.deciding import Decision, decide
from dangjian.activities.appraisals.services.leading import end_gate, file_plan, hold, open_life, set_gate, stop
from dangjian.activities.appraisals.services.opening import open_appraisal
from dangjian.activities.appraisals.services.rows import remember_reading
from dangjian.activities.appraisals.services.solving import accept, check, decline, list_problem, put_right
from dangjian.activities.appraisals.services.talking import drop_talk, note_talks

__all__ = [
    "Decision",
    "accept",
    "answer",
    "answers_here",
    "call_off",
    "cast",
    "check",
    "count",
    "decide",
    "decline",
    "drop_talk",
    "end_gate",
    "file_plan",
    "hold",
    "list_problem",
    "move_to_paper",
    "note_talks",
    "open_appraisal",
    "open_life",
    "put_right",
    "remember_reading",
    "set_gate",
    "stop",
    "void",
]
