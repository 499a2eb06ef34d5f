"""Where what fulfils a duty is recorded."""

from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from dangjian.procedures.evidence.kinds import Kind

ELSEWHERE: Final = frozenset({Kind.TALKS, Kind.DUES, Kind.APPRAISAL})  # These have records of their own.
RECORDED: Final = frozenset(Kind) - ELSEWHERE


def recording(organization: UUID, kind: Kind, on: date, group: UUID | None = None) -> str:  # noqa: ARG001  # the door's signature
    """Return the page where a body records a meeting of a kind."""
    words = {"body": organization, "kinds": kind.value} | ({"group": group} if group else {})
    return f"{reverse('meetings:new')}?{urlencode(words)}"
