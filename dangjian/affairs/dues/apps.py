from django.apps import AppConfig


class DuesConfig(AppConfig):
    """Dues."""

    name = "dangjian.affairs.dues"
    label = "dues"
    verbose_name = "党费"
