"""What the inbox's tests are made of: a day, an actor, a receiver."""

from datetime import date

from dangjian.access.actors import Actor, Grant, PostHeld, Reach
from dangjian.access.permissions import Permission
from dangjian.channels.inbox.services import Receiver
from dangjian.foundation.time import at

COUNTY = 1
FRIDAY = date(2026, 11, 20)
EVENING = at(date(2026, 11, 19), 20)
MORNING = at(FRIDAY, 8, 30)


def make_actor(account: int = 1, bodies: tuple[int, ...] = (10,)) -> Actor:
    """Make someone who reads the inbox of these bodies."""
    return Actor(
        account_id=account,
        person_id=account,
        name="周明",
        epoch=1,
        county_id=COUNTY,
        posts=tuple(PostHeld(body, f"第{body}党支部", "000", COUNTY, "secretary", "党支部书记") for body in bodies),
        grants=tuple(Grant(Permission.INBOX_VIEW, body, "000", COUNTY, Reach.BODY) for body in bodies),
    )


def make_receiver(body: int = 10, subject: str = "assignment:a", roles: tuple[str, ...] = ("secretary",)) -> Receiver:
    """Make a receiver whose page is named after the body."""
    return Receiver(body, roles, f"/assignments/{body}/", subject)
