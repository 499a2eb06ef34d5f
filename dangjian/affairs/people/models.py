"""A person: name, keys to find them by, and the body whose scope they stand in."""

from typing import ClassVar

from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id


class Person(models.Model):
    """Someone the county knows. ``organization_id`` is the home body: an id, no key upward."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("姓名", max_length=60)
    sort_key = models.CharField("排序", max_length=120, db_collation="C")
    initials = models.CharField("首字母", max_length=60, db_collation="C")
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("所在组织")
    org_path = PathField("位置")

    objects = ScopedQuerySet["Person"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "sort_key",
            "initials",
            "county_id",
            "organization_id",
            "org_path",
            "name",
        )
    }

    class Meta:
        verbose_name = "人员"
        indexes = (
            models.Index(fields=["county_id", "sort_key", "id"], name="person_by_name"),
            models.Index(fields=["county_id", "initials"], name="person_by_initials"),
            models.Index(fields=["org_path"], name="person_by_place"),
        )

    def __str__(self) -> str:
        return self.name
