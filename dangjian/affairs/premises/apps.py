from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Premises: their register is shipped as data; repairs stand on due lists until they are done."""

    name = "dangjian.affairs.premises"
    label = "premises"
    verbose_name = "阵地"

    def ready(self) -> None:
        from dangjian.affairs.premises.agenda import items
        from dangjian.affairs.registers.book import register_folder
        from dangjian.procedures.agenda.queries import provide

        register_folder("dangjian.affairs.premises.shipped")
        provide(items)
