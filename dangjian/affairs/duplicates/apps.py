from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.duplicates"
    label = "duplicates"
    verbose_name = "重复档案"
