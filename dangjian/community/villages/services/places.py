"""A village opens: its row is made of what the register holds, nothing is asked."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Field, Level, Organization
from dangjian.community.villages.models import Village
from dangjian.community.villages.services.rows import check_right, log
from dangjian.rulebook import RuleBreach


@transaction.atomic
def open_village(*, by: Actor, organization: Organization, on: date) -> Village:
    """Return the village that a body leads, opened now where it was not; its page is open to everybody from then on.

    Raises ``RuleBreach`` where the body leads no village, or the register does not say which.
    """
    check_right(by, Permission.VILLAGE_EDIT, organization.path)
    code = organization.area.code if organization.area else ""
    if found := Village.objects.filter(organization=organization, code=code).first():
        return found
    if organization.field != Field.RURAL or organization.level != Level.BASE or not organization.is_open_on(on):
        raise RuleBreach(f"{organization.short_name}不是村党组织，没有开通。")
    area = organization.area
    if area is None or len(area.code) != VILLAGE_DIGITS:
        raise RuleBreach(f"{organization.short_name}的档案里还没有选行政村，没有开通。请镇乡先在党组织档案里选好区划。")
    if organization.parent and organization.parent.area_id == area.pk:
        raise RuleBreach(f"{area.name}的村务由{organization.parent.short_name}办理，没有另外开通。")
    if taken := Village.objects.select_related("organization").filter(code=area.code).first():
        raise RuleBreach(f"{area.name}的村务由{taken.organization.short_name}办理，没有另外开通。")
    made = Village.objects.create(
        organization=organization, county_id=organization.county_id, org_path=organization.path, code=area.code,
        name=area.name, township_name=area.parent.name if area.parent else "", opened_on=on,
    )  # fmt: skip
    log(by, made, "village.open", made.name, organization.pk)
    return made
