"""Addresses of admissions."""

from django.urls import path

from dangjian.affairs.admissions.views import admission, lists, own, papers

app_name = "admissions"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("mine/", own.mine, name="mine"),
    path("<uuid:admission_id>/", admission.page, name="admission"),
    path("<uuid:admission_id>/steps/", admission.steps, name="steps"),
    path("<uuid:admission_id>/decisions/", admission.decisions, name="decisions"),
    path("<uuid:admission_id>/filings/", admission.filings, name="filings"),
    path("<uuid:admission_id>/reviews/", admission.reviews, name="reviews"),
    path("<uuid:admission_id>/withdrawal/", admission.withdrawal, name="withdrawal"),
    path("<uuid:admission_id>/papers/<slug:paper>/", papers.paper, name="paper"),
]
