"""What is held of a person's admission, for the record page and 我的档案."""

from datetime import date

from django.urls import reverse

from dangjian.access import zones
from dangjian.access.privacy import Privacy
from dangjian.affairs.admissions.models import Admission
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person
from dangjian.procedures.cases.queries import standings


def sections(person: Person, on: date) -> list[Section]:
    """Return where the admissions of a person stand, the latest first; nothing for who has none."""
    rows = list(Admission.objects.of(person.pk).select_related("case").order_by("-id"))
    if not rows:
        return []
    where = standings([row.case for row in rows], on)
    facts = [Held("发展党员", _words(row, where[row.case_id].where), Privacy.PERSONAL, "党组织登记") for row in rows]
    address = "" if zones.is_internet() else reverse("admissions:mine")
    return [Section("发展党员", facts, own_address=address, own_caption="看办到哪一步")]


def _words(row: Admission, where: str) -> str:
    day = row.applied_on
    begun = f"{day.year}年{day.month}月{day.day}日申请"
    return f"{begun}，{row.get_result_display() if row.ended_on else where}"
