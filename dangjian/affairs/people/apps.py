from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "dangjian.affairs.people"
    label = "people"
    verbose_name = "人员"
