from django.apps import AppConfig


class StandingConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.standing"
    label = "standing"
    verbose_name = "党籍"
