from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Bodies, units and areas."""

    name = "dangjian.affairs.organizations"
    label = "organizations"
    verbose_name = "组织"

    def ready(self) -> None:
        from dangjian.affairs.accounts import homes
        from dangjian.affairs.organizations.homes import Bodies

        homes.register(directory=Bodies())
