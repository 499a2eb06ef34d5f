"""The code shown at a large meeting: it changes every half minute; who scanned it in time gets a ticket of their own.

Only the server's clock is asked, so a phone's wrong clock does not matter. A photograph of the code is good for a
minute at most; a ticket for one account, one state of its rights and one meeting, for a few minutes.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

from dangjian.rulebook import rule

_LENGTH: Final = 24
_TICKET_SECONDS: Final = 600
_SHOWN: Final = "dangjian.meetings.code"
_TICKET: Final = "dangjian.meetings.ticket"


def seconds(at: datetime) -> int:
    """Return after how many seconds another code is shown."""
    return rule("meetings.code_seconds", on=at.date()).number


def shown(meeting: UUID, at: datetime) -> str:
    """Return the code of a meeting at a moment."""
    step = int(at.timestamp()) // seconds(at)
    return f"{step}.{_signed(_SHOWN, f'{meeting}:{step}')}"


def is_good(text: str, meeting: UUID, at: datetime) -> bool:
    """Say whether a code is the one shown now, or the one just before it."""
    step, _, signature = text.partition(".")
    if not (step.isascii() and step.isdecimal()) or len(step) > _LENGTH:
        return False
    now = int(at.timestamp()) // seconds(at)
    return int(step) in (now, now - 1) and _same(signature, _signed(_SHOWN, f"{meeting}:{int(step)}"))


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose scan it was: the account, and the state of its rights then."""

    account_id: int
    epoch: int


def ticket(account_id: int, epoch: int, meeting: UUID, at: datetime) -> str:
    """Return the ticket of one account for one meeting."""
    until = int(at.timestamp()) + _TICKET_SECONDS
    words = f"{account_id}.{epoch}.{until}"
    return f"{words}.{_signed(_TICKET, f'{meeting}:{words}')}"


def read(text: str, meeting: UUID, at: datetime) -> Ticket | None:
    """Return whose ticket it is; None for one that is forged, outdated or of another meeting."""
    words, _, signature = text.rpartition(".")
    if not _same(signature, _signed(_TICKET, f"{meeting}:{words}")):
        return None
    account_id, epoch, until = map(int, words.split("."))
    return Ticket(account_id, epoch) if at.timestamp() <= until else None


def _signed(purpose: str, words: str) -> str:
    return salted_hmac(purpose, words, algorithm="sha256").hexdigest()[:_LENGTH]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
