"""Addresses of inspections."""

from django.urls import path

from dangjian.programme.inspections.views import samples, visits

app_name = "inspections"
urlpatterns = [
    path("", samples.index, name="index"),
    path("new/", samples.new, name="new"),
    path("readings/", visits.readings, name="readings"),
    path("visits/new/<uuid:organization_id>/", visits.new, name="visiting"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/findings/", visits.findings, name="findings"),
    path("<uuid:sample_id>/", samples.sample, name="sample"),
    path("<uuid:sample_id>/seed/", samples.seed, name="seed"),
]
