from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings: what waits stands on the home page; the rows follow their bodies and people."""

    name = "dangjian.activities.meetings"
    label = "meetings"
    verbose_name = "会议记录"

    def ready(self) -> None:
        from dangjian.access.bare import leave
        from dangjian.access.permissions import Permission
        from dangjian.activities.duties.doors import register_recording
        from dangjian.activities.meetings.addresses import RECORDED, recording
        from dangjian.activities.meetings.agenda import items
        from dangjian.activities.meetings.congresses import admitting
        from dangjian.activities.meetings.following import follow_merger, follow_union, members_of
        from dangjian.activities.meetings.models import ActionItem, Meeting, SignIn
        from dangjian.activities.meetings.views.signing_in import arrival
        from dangjian.affairs.admissions import congress
        from dangjian.affairs.members import uniting
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.channels.inbox.holders import register
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.evidence.models import Evidence

        # Its ticket names the account; the hot path of a large meeting.
        leave(r"/meetings/(?P<public_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/arrival/", arrival)
        provide(items)
        congress.provide(admitting)
        register(members_of)
        register_recording(recording, Permission.MEETING_RECORD, RECORDED)
        doors.on_merge.register(follow_merger)
        uniting.register(follow_union)
        uniting.hold(Holding(SignIn, "member_id"))
        on_merge(
            Holding(Meeting, "host"),
            Holding(Meeting, "recorder"),
            Holding(Meeting, "lecturer"),
            Holding(ActionItem, "who"),
            Holding(Evidence, "person_id"),
        )
