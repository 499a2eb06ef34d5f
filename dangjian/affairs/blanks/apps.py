from django.apps import AppConfig


class BlanksConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.blanks"
    label = "blanks"
    verbose_name = "上级要表"
