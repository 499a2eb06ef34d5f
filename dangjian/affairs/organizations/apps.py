from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Bodies, units and areas."""

    name = "dangjian.affairs.organizations"
    label = "organizations"
    verbose_name = "组织"
