"""Addresses of local procedures."""

from django.urls import path

from dangjian.affairs.practices.views import drafts, matters, steps, texts

app_name = "practices"
urlpatterns = [
    path("", matters.index, name="index"),
    path("new/", matters.new, name="new"),
    path("matters/<uuid:case_id>/", matters.page, name="matter"),
    path("matters/<uuid:case_id>/steps/", matters.steps, name="steps"),
    path("matters/<uuid:case_id>/withdrawal/", matters.withdrawal, name="withdrawal"),
    path("texts/", texts.index, name="texts"),
    path("texts/new/", texts.new, name="new-text"),
    path("texts/<str:key>/", texts.page, name="text"),
    path("texts/<str:key>/drafts/", texts.copies, name="copies"),
    path("drafts/<uuid:draft_id>/", drafts.page, name="draft"),
    path("drafts/<uuid:draft_id>/steps/", steps.new, name="new-step"),
    path("drafts/<uuid:draft_id>/steps/<str:step_key>/", steps.page, name="step"),
    path("drafts/<uuid:draft_id>/order/", drafts.order, name="order"),
    path("drafts/<uuid:draft_id>/publication/", drafts.publication, name="publication"),
    path("drafts/<uuid:draft_id>/disposal/", drafts.disposal, name="disposal"),
]
