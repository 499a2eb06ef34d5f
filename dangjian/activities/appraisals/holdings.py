"""What is held of a person's appraisals: that they were appraised, never the grade, which their own page shows."""

from datetime import date

from django.urls import reverse

from dangjian.access.privacy import Privacy
from dangjian.activities.appraisals.models import Grading, State
from dangjian.affairs.people.holdings import Held, Section
from dangjian.affairs.people.models import Person


def sections(person: Person, on: date) -> list[Section]:  # noqa: ARG001  # the door's signature
    """Return the work years in which this person was appraised."""
    rows = Grading.objects.filter(member__person=person, appraisal__state=State.DECIDED)
    years = rows.order_by("-appraisal__work_year").values_list("appraisal__work_year", flat=True)[:10]
    facts = [Held(f"{year}年度", "已评定，等次只告诉本人", Privacy.PERSONAL, "民主评议党员") for year in years]
    if not facts:
        return []
    address = reverse("appraisals:mine")
    return [Section("民主评议", facts, is_condition=True, own_address=address, own_caption="看我的等次")]
