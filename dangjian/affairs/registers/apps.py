from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers."""

    name = "dangjian.affairs.registers"
    label = "registers"
    verbose_name = "台账"
