"""Addresses of transfers."""

from django.urls import path

from dangjian.affairs.transfers.views import lists, papers, starting, transfer

app_name = "transfers"
urlpatterns = [
    path("", lists.index, name="index"),
    path("people/", lists.people, name="people"),
    path("people/<uuid:person_id>/", starting.new, name="new"),
    path("targets/", lists.targets, name="targets"),
    path("inward/", starting.inward, name="inward"),
    path("<uuid:public_id>/", transfer.page, name="transfer"),
    path("<uuid:public_id>/sending/", transfer.sending, name="sending"),
    path("<uuid:public_id>/acceptance/", transfer.acceptance, name="acceptance"),
    path("<uuid:public_id>/receipt/", transfer.receipt, name="receipt"),
    path("<uuid:public_id>/outside-receipt/", transfer.receipt_outside, name="outside-receipt"),
    path("<uuid:public_id>/archive/", transfer.archive, name="archive"),
    path("<uuid:public_id>/resubmission/", transfer.resubmission, name="resubmission"),
    path("<uuid:public_id>/return/", transfer.sending_back, name="return"),
    path("<uuid:public_id>/absence/", transfer.absence, name="absence"),
    path("<uuid:public_id>/refusal/", transfer.refusal, name="refusal"),
    path("<uuid:public_id>/letter.docx", papers.letter, name="letter"),
    path("<uuid:public_id>/packet.xlsx", papers.packet, name="packet"),
    path("<uuid:public_id>/comparison/", papers.comparison, name="comparison"),
    path("<uuid:public_id>/comparison/application/", papers.application, name="application"),
    path("<uuid:public_id>/withdrawal/", transfer.withdrawal, name="withdrawal"),
]
