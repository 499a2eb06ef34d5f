"""A bulletin of the key list, drafted by the real service on the written rows, on the eve of the loading day."""

from datetime import timedelta

from dangjian.access.models import AuditRow
from dangjian.decisions.bulletins.models import Bulletin, BulletinKind
from dangjian.decisions.bulletins.services import drafting
from dangjian.foundation.time import at
from dangjian.programme.tasks.models import TaskList
from dangjian.site.demo.acting import actor
from dangjian.site.demo.cast import OFFICER
from dangjian.site.demo.county import County


def draft(county: County) -> None:
    """Draft it as the officer would; its id and moments are those of the demo, not of the clock."""
    key, eve = county.rows.of(TaskList)[0], county.today - timedelta(days=1)
    last = AuditRow.objects.order_by("-pk").values_list("pk", flat=True)[0]
    made = drafting.draft(
        task_list=TaskList.objects.get(pk=key.pk),
        kind=BulletinKind.NOTICE,
        as_of=eve,
        on=county.today,
        by=actor(OFFICER.login, county.today),
    )
    number, moment = county.chance.public_id(), at(eve, 17, 50)
    Bulletin.objects.filter(pk=made.pk).update(public_id=number, made_at=moment, frozen_at=moment)
    AuditRow.objects.filter(pk__gt=last).update(at=moment, subject=str(number))
