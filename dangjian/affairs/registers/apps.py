from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers: what is to be filled stands on the home page; what they hold is known to blanks."""

    name = "dangjian.affairs.registers"
    label = "registers"
    verbose_name = "台账"

    def ready(self) -> None:
        from dangjian.affairs.blanks import catalogue
        from dangjian.affairs.organizations import doors as organizations
        from dangjian.affairs.people import holdings as people
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.registers.agenda import items
        from dangjian.affairs.registers.facts import facts
        from dangjian.affairs.registers.following import follow_area, follow_merger
        from dangjian.affairs.registers.holdings import sections
        from dangjian.affairs.registers.models import Entry
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        catalogue.register_source(facts)
        people.register(holdings=sections)
        on_merge(Holding(Entry))
        organizations.on_merge.register(follow_merger)
        organizations.on_area_merge.register(follow_area)
