from django.apps import AppConfig


class StationedConfig(AppConfig):
    """First secretaries and teams: vacancies and ending terms stand on due lists; both are known to blanks."""

    name = "dangjian.affairs.stationed"
    label = "stationed"
    verbose_name = "驻村第一书记"

    def ready(self) -> None:
        from dangjian.affairs.blanks import catalogue
        from dangjian.affairs.organizations import doors as organizations
        from dangjian.affairs.stationed.agenda import items
        from dangjian.affairs.stationed.facts import FACTS
        from dangjian.affairs.stationed.following import follow_area, follow_merger
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        organizations.on_merge.register(follow_merger)
        organizations.on_area_merge.register(follow_area)
        catalogue.register(*FACTS)
