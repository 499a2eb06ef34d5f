from django.apps import AppConfig


class BlanksConfig(AppConfig):
    """Blanks: the facts that the register offers to them."""

    name = "dangjian.affairs.blanks"
    label = "blanks"
    verbose_name = "上级要表"

    def ready(self) -> None:
        from dangjian.affairs.blanks import facts

        facts.register()
