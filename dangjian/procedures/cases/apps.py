from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases: gives the home pages the steps that wait."""

    name = "dangjian.procedures.cases"
    label = "cases"
    verbose_name = "办件"

    def ready(self) -> None:
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.agenda import items

        provide(items)
