"""Addresses of weak bodies' cases."""

from django.urls import path

from dangjian.programme.rectification.views import finding, helping, one

app_name = "rectification"
urlpatterns = [
    path("", finding.index, name="index"),
    path("leads/", finding.leads, name="leads"),
    path("new/", finding.new, name="new"),
    path("<uuid:rectification_id>/", one.page, name="one"),
    path("<uuid:rectification_id>/steps/", one.steps, name="steps"),
    path("<uuid:rectification_id>/decisions/", one.decisions, name="decisions"),
    path("<uuid:rectification_id>/withdrawal/", one.withdrawal, name="withdrawal"),
    path("<uuid:rectification_id>/plan/", helping.plan, name="plan"),
    path("<uuid:rectification_id>/helpers/", helping.helpers, name="helpers"),
    path("<uuid:rectification_id>/progress/", helping.progress, name="progress"),
    path("<uuid:rectification_id>/acceptance/", helping.acceptance, name="acceptance"),
]
