from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """What people have to do; an app so that the worker finds its jobs."""

    name = "dangjian.procedures.agenda"
    label = "agenda"
    verbose_name = "待办"
