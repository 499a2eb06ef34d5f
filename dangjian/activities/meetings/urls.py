"""Addresses of meetings."""

from django.urls import path

from dangjian.activities.meetings.views import lists, meeting, offline, papers, planning, records, signing_in

app_name = "meetings"
urlpatterns = [
    path("", lists.index, name="index"),
    path("plan/", planning.plan, name="plan"),
    path("new/", records.new, name="new"),
    path("book.docx", papers.book, name="book"),
    path("blank.docx", papers.blank, name="blank"),
    path("worker.js", offline.worker, name="worker"),
    path("items/<uuid:item_id>/completion/", meeting.completion, name="completion"),
    path("<uuid:public_id>/", meeting.page, name="meeting"),
    path("<uuid:public_id>/plan/", planning.change, name="change"),
    path("<uuid:public_id>/notice/", planning.notice, name="notice"),
    path("<uuid:public_id>/cancellation/", planning.cancellation, name="cancellation"),
    path("<uuid:public_id>/record/", records.record, name="record"),
    path("<uuid:public_id>/code/", signing_in.code, name="code"),
    path("<uuid:public_id>/sign-in/", signing_in.arriving, name="sign-in"),
    path("<uuid:public_id>/arrival/", signing_in.arrival, name="arrival"),
    path("<uuid:public_id>/seal/", meeting.sealing, name="seal"),
    path("<uuid:public_id>/corrections/", meeting.corrections, name="corrections"),
    path("<uuid:public_id>/votes/", meeting.votes, name="votes"),
    path("<uuid:public_id>/votes/<int:number>/removal/", meeting.vote_removal, name="vote-removal"),
    path("<uuid:public_id>/photo/", meeting.photo, name="photo"),
    path("<uuid:public_id>/minutes.docx", papers.minutes, name="minutes"),
]
