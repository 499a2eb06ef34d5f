"""Places by their codes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy

VILLAGE_DIGITS = 12


class OwnKind(models.TextChoices):
    """What a county itself draws below a village: no national code reaches there."""

    GRID = "grid", "网格"
    ESTATE = "estate", "小区"


class Area(models.Model):
    """A place by its code: GB/T 2260 to the county, 9 digits a township, 12 a village.

    ``merged_into`` is the village that a village was merged into, ``merged_on`` the first day without it.
    A grid or an estate has a code of our own: that of its village and three digits more.
    """

    code = models.CharField("代码", max_length=15, unique=True)
    own_kind = models.CharField("自设类别", max_length=8, choices=OwnKind, blank=True, default="")
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", verbose_name="并入的村"
    )
    merged_on = models.DateField("撤并日期", null=True)
    merge_basis = models.CharField("撤并依据", max_length=120, blank=True, default="", db_default="")

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "code", "own_kind", "name", "parent", "merged_into", "merged_on", "merge_basis")
    }

    class Meta:
        verbose_name = "区划"
        constraints = (
            models.CheckConstraint(
                condition=Q(own_kind="", code__regex=r"^[0-9]{1,12}$")
                | (~Q(own_kind="") & Q(code__regex=r"^[0-9]{15}$")),
                name="area_own_below_villages",
            ),
        )

    def __str__(self) -> str:
        return self.name
