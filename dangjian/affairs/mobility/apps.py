from django.apps import AppConfig


class MobilityConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.mobility"
    label = "mobility"
    verbose_name = "流动党员"
