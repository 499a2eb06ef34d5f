from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks."""

    name = "dangjian.programme.tasks"
    label = "tasks"
    verbose_name = "任务"
