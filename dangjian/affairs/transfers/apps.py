from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.transfers"
    label = "transfers"
    verbose_name = "组织关系"
