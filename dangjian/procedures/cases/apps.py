from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases: steps in general."""

    name = "dangjian.procedures.cases"
    label = "cases"
    verbose_name = "办件"
