from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers: what is to be filled stands on the home page; what they hold is known to blanks."""

    name = "dangjian.affairs.registers"
    label = "registers"
    verbose_name = "台账"

    def ready(self) -> None:
        from dangjian.affairs.blanks import catalogue
        from dangjian.affairs.registers.agenda import items
        from dangjian.affairs.registers.facts import facts
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        catalogue.register_source(facts)
