from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks: gives the home pages what is to be done, and directives their next step."""

    name = "dangjian.programme.tasks"
    label = "tasks"
    verbose_name = "任务"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access.permissions import Permission
        from dangjian.affairs.organizations import doors
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.agenda.services import remind_by
        from dangjian.procedures.calendar.doors import on_shift
        from dangjian.procedures.evidence.doors import provide_matters, take
        from dangjian.programme.directives.doors import NextStep, register_next_step
        from dangjian.programme.goals.doors import register_hanging
        from dangjian.programme.tasks import evidence, following
        from dangjian.programme.tasks.agenda import items
        from dangjian.programme.tasks.hanging import lists_on
        from dangjian.programme.tasks.reminders import remind_of_due
        from dangjian.programme.tasks.shifting import follow_shift

        doors.on_move.register(following.follow_move)
        doors.on_merge.register(following.follow_merger)
        doors.register_obstacles(following.obstacles)
        on_shift(follow_shift)
        provide(items)
        provide_matters(evidence.matters)
        take(evidence.PREFIX, evidence.take)
        remind_by(remind_of_due)
        register_hanging(lists_on)
        register_next_step(
            NextStep(
                "列入清单",
                Permission.LIST_EDIT,
                lambda public_id: reverse("tasks:from-directive", args=[public_id]),
            )
        )
