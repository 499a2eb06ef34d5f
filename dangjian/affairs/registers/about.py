"""What a new line is about."""

from dataclasses import dataclass

from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Area


@dataclass(frozen=True, slots=True)
class Subject:
    """The body itself, a place, a member or somebody named, a thing named."""

    area: Area | None = None
    member: Member | None = None
    name: str = ""
