"""Where what fulfils a duty is recorded."""

from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from dangjian.procedures.evidence.kinds import Kind

ELSEWHERE: Final = frozenset({Kind.TALKS, Kind.DUES, Kind.APPRAISAL})  # These have records of their own.


def recording(organization: UUID, kind: Kind, on: date) -> str:  # noqa: ARG001  # the door's signature
    """Return the page where a body records something of a kind; empty where that is not a meeting's record."""
    if kind in ELSEWHERE:
        return ""
    return f"{reverse('meetings:new')}?{urlencode({'body': organization, 'kinds': kind.value})}"
