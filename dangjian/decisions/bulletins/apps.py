from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins."""

    name = "dangjian.decisions.bulletins"
    label = "bulletins"
    verbose_name = "通报"
