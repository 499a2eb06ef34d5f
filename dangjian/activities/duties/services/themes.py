"""本月主题 is published, or published anew."""

from datetime import date, datetime

from django.db import transaction

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.activities.duties.models import Theme
from dangjian.activities.duties.services.local import county_of
from dangjian.rulebook import RuleBreach


@transaction.atomic
def publish(*, by: Actor, month: date, title: str, readings: str, flow: str, at: datetime) -> Theme:
    """Publish the theme of a month for the whole county; what stood for that month is replaced."""
    county = county_of(by, Permission.THEME_EDIT)
    if not title.strip():
        raise RuleBreach("请写主题，未发布。")
    said = {
        "org_path": county.path, "title": title.strip()[:80], "readings": readings.strip()[:1000],
        "flow": flow.strip()[:1000], "published_at": at, "published_by": by.account_id, "published_name": by.name[:60],
    }  # fmt: skip
    made, _ = Theme.objects.update_or_create(county_id=county.county_id, month=month.replace(day=1), defaults=said)
    audit.record(by=by, action="theme.publish", subject=made.public_id, organization_id=county.organization_id,
                 path=county.path, words=f"{made.month:%Y-%m} {made.title}", county_id=county.county_id)  # fmt: skip
    return made
