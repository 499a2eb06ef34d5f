"""Places by their codes."""

from typing import ClassVar

from django.db import models

from dangjian.access.privacy import Classes, Privacy


class Area(models.Model):
    """A place by its code: GB/T 2260 to the county, 9 digits a township, 12 a village."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )

    PRIVACY: ClassVar[Classes] = {Privacy.PUBLIC: ("id", "code", "name", "parent")}

    class Meta:
        verbose_name = "区划"

    def __str__(self) -> str:
        return self.name
