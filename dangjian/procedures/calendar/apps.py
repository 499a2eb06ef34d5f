from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Workdays, and days that a county moves for an area."""

    name = "dangjian.procedures.calendar"
    label = "calendar"
    verbose_name = "工作日历"
