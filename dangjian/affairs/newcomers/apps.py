from django.apps import AppConfig


class NewcomersConfig(AppConfig):
    """Firms and societies: lines of a list that wait for a decision stand on due lists; coverage is known to blanks."""

    name = "dangjian.affairs.newcomers"
    label = "newcomers"
    verbose_name = "两新单位"

    def ready(self) -> None:
        from dangjian.affairs.blanks import catalogue
        from dangjian.affairs.newcomers.agenda import items
        from dangjian.affairs.newcomers.facts import FACTS
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        catalogue.register(*FACTS)
