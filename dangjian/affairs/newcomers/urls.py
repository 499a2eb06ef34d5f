"""Addresses of firms and societies."""

from django.urls import path

from dangjian.affairs.newcomers.views import coverage, listings, units

app_name = "newcomers"
urlpatterns = [
    path("", coverage.index, name="index"),
    path("units/", units.index, name="units"),
    path("units/<uuid:unit_id>/", units.unit, name="unit"),
    path("units/<uuid:unit_id>/details/", units.details, name="details"),
    path("units/<uuid:unit_id>/condition/", units.condition, name="condition"),
    path("lists/", listings.index, name="lists"),
    path("lists/new/", listings.new, name="new"),
    path("lists/<uuid:listing_id>/", listings.listing, name="list"),
    path("lists/lines/<uuid:line_id>/", listings.line, name="line"),
    path("lists/lines/<uuid:line_id>/admission/", listings.admission, name="admission"),
    path("lists/lines/<uuid:line_id>/decision/", listings.decision, name="decision"),
]
