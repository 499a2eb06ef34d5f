"""Addresses of admissions."""

from django.urls import path

from dangjian.affairs.admissions.views import admission, lists, old_files, own, papers

app_name = "admissions"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("mine/", own.mine, name="mine"),
    path("old-files/", old_files.index, name="old-files"),
    path("old-files/<uuid:file_id>/", old_files.page, name="old-file"),
    path("old-files/<uuid:file_id>/conflicts.xlsx", old_files.export, name="old-file-export"),
    path("old-files/<uuid:file_id>/removal/", old_files.removal, name="old-file-removal"),
    path("old-files/<uuid:file_id>/adoptions/", old_files.adoptions, name="old-file-adoptions"),
    path("<uuid:admission_id>/", admission.page, name="admission"),
    path("<uuid:admission_id>/steps/", admission.steps, name="steps"),
    path("<uuid:admission_id>/decisions/", admission.decisions, name="decisions"),
    path("<uuid:admission_id>/filings/", admission.filings, name="filings"),
    path("<uuid:admission_id>/reviews/", admission.reviews, name="reviews"),
    path("<uuid:admission_id>/withdrawal/", admission.withdrawal, name="withdrawal"),
    path("<uuid:admission_id>/papers/<slug:paper>/", papers.paper, name="paper"),
]
