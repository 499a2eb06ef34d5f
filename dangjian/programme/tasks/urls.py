"""Addresses of lists, tasks and assignments."""

from django.urls import path

from dangjian.programme.tasks.views import (
    assignments,
    bulk,
    drafts,
    handing,
    judging,
    lists,
    passing_on,
    spreadsheets,
    tasks,
)

app_name = "tasks"
urlpatterns = [
    path("lists/", lists.index, name="lists"),
    path("lists/new/", lists.new, name="list-new"),
    path("lists/from-directive/<uuid:public_id>/", drafts.from_directive, name="from-directive"),
    path("lists/<uuid:public_id>/", lists.ledger_page, name="list"),
    path("lists/<uuid:public_id>/edit/", lists.edit, name="list-edit"),
    path("lists/<uuid:public_id>/ledger.xlsx", spreadsheets.export, name="export"),
    path("lists/<uuid:public_id>/import/", spreadsheets.take_in, name="import"),
    path("lists/<uuid:public_id>/tasks/new/", drafts.new, name="task-new"),
    path("lists/<uuid:public_id>/issue/", handing.issue, name="issue"),
    path("lists/<uuid:public_id>/selections/", handing.save, name="selections"),
    path("tasks/<uuid:public_id>/", tasks.page, name="task"),
    path("tasks/<uuid:public_id>/bodies.xlsx", spreadsheets.export_bodies, name="bodies-export"),
    path("tasks/<uuid:public_id>/own/", tasks.own, name="own"),
    path("tasks/<uuid:public_id>/edit/", drafts.edit, name="task-edit"),
    path("tasks/<uuid:public_id>/removal/", drafts.remove, name="task-removal"),
    path("tasks/<uuid:public_id>/withdrawal/", tasks.withdrawal, name="withdrawal"),
    path("tasks/<uuid:public_id>/closure/", tasks.closure, name="closure"),
    path("tasks/<uuid:public_id>/acceptances/", bulk.acceptances, name="acceptances"),
    path("tasks/<uuid:public_id>/returns/", bulk.returns, name="returns"),
    path("tasks/<uuid:public_id>/write-offs/", bulk.write_offs, name="write-offs"),
    path("acceptance/", judging.queue, name="acceptance"),
    path("assignments/", assignments.index, name="assignments"),
    path("assignments/assignments.xlsx", spreadsheets.export_assignments, name="assignments-export"),
    path("assignments/<uuid:public_id>/", assignments.page, name="assignment"),
    path("assignments/<uuid:public_id>/report/", assignments.report, name="report"),
    path("assignments/<uuid:public_id>/submission/", assignments.submission, name="submission"),
    path("assignments/<uuid:public_id>/pass-on/", passing_on.pass_on, name="pass-on"),
    path("assignments/<uuid:public_id>/extension/", assignments.extension, name="extension"),
    path("assignments/<uuid:public_id>/extension-grant/", judging.extension_grant, name="extension-grant"),
    path("assignments/<uuid:public_id>/extension-refusal/", judging.extension_refusal, name="extension-refusal"),
    path("assignments/<uuid:public_id>/acceptance/", judging.acceptance, name="accept"),
    path("assignments/<uuid:public_id>/return/", judging.sending_back, name="return"),
    path("assignments/<uuid:public_id>/issuer-return/", judging.return_by_issuer, name="issuer-return"),
    path("assignments/<uuid:public_id>/write-off/", judging.write_off_one, name="write-off"),
    path("assignments/<uuid:public_id>/reopening/", judging.reopening, name="reopening"),
]
