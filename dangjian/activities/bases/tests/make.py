"""A base that the township keeps, next to the branches of the meetings' scene."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dangjian.activities.bases import services
from dangjian.activities.bases.models import Activity, Base, Booking
from dangjian.activities.bases.rules import slots
from dangjian.activities.bases.services import Kept, Wanted
from dangjian.activities.meetings.tests.make import EVENING, Scene
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.time import as_day

HOURS = "9:00—11:30、14:30—17:00"


def kept(**more: Any) -> Kept:  # noqa: ANN401  # passed on
    """Make what is known of a base."""
    words: dict[str, Any] = {
        "name": "清源红军纪念馆", "kind": "red", "place": "石桥镇东街 1 号", "capacity": 30,
        "weekdays": [1, 2, 3, 4, 5], "hours": HOURS, **more,
    }  # fmt: skip
    return Kept(**words)


def make_base(scene: Scene, **more: Any) -> Base:  # noqa: ANN401  # passed on
    """Make the township's base with one activity."""
    base = services.keep(by=scene.organizer, organization=scene.township, kept=kept(**more))
    services.offer(by=scene.organizer, base=base, title="重走红军路", kind="theme_day", on=as_day(EVENING))
    return base


def moments(base: Base, after: datetime = EVENING, days: int = 14) -> list[datetime]:
    """Return when the slots of the next days begin."""
    first = as_day(after) + timedelta(days=1)
    return [slot.begins for slot in slots(base.weekdays, base.hours, first, first + timedelta(days=days))]


def wanted(base: Base, begins: datetime | None = None, people: int = 6) -> Wanted:
    """Make what a branch asks for: the first slot of the next days, or one."""
    return Wanted(base.activities.get(title="重走红军路"), begins or moments(base)[0], people)


def booked(scene: Scene, base: Base, begins: datetime | None = None) -> Booking:
    """Book it for the branch."""
    return services.book(
        by=scene.secretary, base=base, organization=scene.branch, wanted=wanted(base, begins), at=EVENING
    )


def base_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a base of a body that the body itself booked; every text but those open to the county is the canary.

    What a base says of itself may be read by everyone in the county: no canary there.
    """
    at: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    base = Base.objects.create(
        **at, organization=body, name="红军纪念馆", kind="red", place="东街", capacity=30,
        weekdays=[1, 2, 3, 4, 5, 6, 7], hours=HOURS,
    )  # fmt: skip
    activity = Activity.objects.create(**at, base=base, title="重走红军路", changed_on=date(2026, 11, 1))
    begins = datetime.combine(date(2126, 1, 1), EVENING.timetz())
    booking = Booking.objects.create(
        **at, base=base, activity=activity, organization=body, host_path=body.path, on=begins.date(),
        during=DateTimeTZRange(begins, begins + timedelta(hours=2)), people=6, asked_by=1, asked_name=canary,
        words=canary,
    )  # fmt: skip
    return {"base": base, "booking": booking}
