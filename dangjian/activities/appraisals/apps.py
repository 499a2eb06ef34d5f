from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    """Appraisals: ballots that wait stand on the home page, one's own result in 我的档案, the duty leads here."""

    name = "dangjian.activities.appraisals"
    label = "appraisals"
    verbose_name = "民主评议"

    def ready(self) -> None:
        from dangjian.access.permissions import Permission
        from dangjian.activities.appraisals.addresses import RECORDED, recording
        from dangjian.activities.appraisals.agenda import items
        from dangjian.activities.appraisals.following import follow_member, follow_merger, follow_union, obstacles
        from dangjian.activities.appraisals.holdings import sections
        from dangjian.activities.duties.doors import register_recording
        from dangjian.affairs.members import settling, uniting
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        holdings.register(holdings=sections)
        register_recording(recording, Permission.APPRAISAL_EDIT, RECORDED)
        settling.register(follow_member)
        uniting.register(follow_union)
        doors.on_merge.register(follow_merger)
        doors.register_obstacles(obstacles)
