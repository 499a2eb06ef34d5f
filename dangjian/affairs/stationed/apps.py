from django.apps import AppConfig


class StationedConfig(AppConfig):
    """First secretaries and teams: vacancies and ending terms stand on the due lists of who answers for them."""

    name = "dangjian.affairs.stationed"
    label = "stationed"
    verbose_name = "驻村第一书记"

    def ready(self) -> None:
        from dangjian.affairs.stationed.agenda import items
        from dangjian.procedures.agenda.queries import provide

        provide(items)
