from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Goals."""

    name = "dangjian.programme.goals"
    label = "goals"
    verbose_name = "目标"
