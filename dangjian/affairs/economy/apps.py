from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """Collective economy: its register is shipped as data; days of pilots stand on due lists."""

    name = "dangjian.affairs.economy"
    label = "economy"
    verbose_name = "村级集体经济"

    def ready(self) -> None:
        from dangjian.affairs.economy.agenda import items
        from dangjian.affairs.economy.following import follow_area, follow_merger
        from dangjian.affairs.organizations import doors as organizations
        from dangjian.affairs.registers.book import register_folder
        from dangjian.procedures.agenda.queries import provide

        register_folder("dangjian.affairs.economy.shipped")
        provide(items)
        organizations.on_merge.register(follow_merger)
        organizations.on_area_merge.register(follow_area)
