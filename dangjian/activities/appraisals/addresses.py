"""Where the appraisal and the talks of a branch are recorded."""

from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from dangjian.procedures.evidence.kinds import Kind

RECORDED: Final = frozenset({Kind.APPRAISAL, Kind.TALKS})


def recording(organization: UUID, kind: Kind, on: date, group: UUID | None = None) -> str:  # noqa: ARG001  # the door's signature
    """Return the page for a branch."""
    if kind is Kind.TALKS:
        return reverse("appraisals:talks", args=[organization])
    return f"{reverse('appraisals:new')}?body={organization}"
