"""What is held of a person's disposal, for 我的档案 alone: no record page shows it."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.affairs.disposals import rules
from dangjian.affairs.disposals.models import Disposal
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.models import CaseStep


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return the disposals of which the person was told; nothing for who has none."""
    heard = CaseStep.objects.filter(key=rules.INQUIRY)
    rows = Disposal.objects.filter(person=person, case__in=heard.values("case")).order_by("-id")
    facts = [
        Held(row.get_mode_display(), row.get_result_display() or "正在办理", Privacy.SENSITIVE, "党组织登记")
        for row in rows
    ]
    if not facts:
        return []
    address = reverse("disposals:mine")
    return [
        Section("组织处置", facts, is_condition=True, is_own=True, own_address=address, own_caption="看经过、写意见")
    ]
