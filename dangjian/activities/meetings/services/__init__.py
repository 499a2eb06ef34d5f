"""What happens to a meeting: plan, tell, record, agree and seal, note beside, cancel, finish what was agreed."""

from dangjian.activities.meetings.services.agreeing import (
    Ballot,
    attach_photo,
    correct,
    drop_motion,
    finish,
    remember_book,
    remember_reading,
    vote,
)
from dangjian.activities.meetings.services.planning import (
    Planned,
    call_off_granted,
    cancel,
    change,
    notify,
    plan,
    plan_granted,
)
from dangjian.activities.meetings.services.recording import record, start
from dangjian.activities.meetings.services.sealing import Seal, seal
from dangjian.activities.meetings.services.signing_in import Arrival, open_sign_in, sign_in

__all__ = [
    "Arrival",
    "Ballot",
    "Planned",
    "Seal",
    "attach_photo",
    "call_off_granted",
    "cancel",
    "change",
    "correct",
    "drop_motion",
    "finish",
    "notify",
    "open_sign_in",
    "plan",
    "plan_granted",
    "record",
    "remember_book",
    "remember_reading",
    "seal",
    "sign_in",
    "start",
    "vote",
]
