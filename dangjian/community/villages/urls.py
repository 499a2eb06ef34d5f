"""Addresses of villages for those who work there."""

from django.urls import path

from dangjian.community.villages.views import covenants, disclosures, matters, questions

app_name = "villages"
urlpatterns = [
    path("", matters.index, name="index"),
    path("new/", matters.new, name="new"),
    path("bodies/<uuid:organization_id>/opening/", matters.opening, name="opening"),
    path("matters/<uuid:matter_id>/", matters.page, name="matter"),
    path("matters/<uuid:matter_id>/step/", matters.step, name="step"),
    path("matters/<uuid:matter_id>/publication/", matters.publication, name="publication"),
    path("matters/<uuid:matter_id>/withdrawal/", matters.withdrawal, name="withdrawal"),
    path("covenants/", covenants.covenants, name="covenants"),
    path("covenants/villages/<uuid:village_id>/", covenants.new_covenant, name="covenant-new"),
    path("covenants/<uuid:covenant_id>/", covenants.covenant, name="covenant"),
    path("covenants/<uuid:covenant_id>/text/", covenants.text, name="covenant-text"),
    path("covenants/<uuid:covenant_id>/step/", covenants.covenant_step, name="covenant-step"),
    path("covenants/<uuid:covenant_id>/legality/", covenants.legality, name="legality"),
    path("disclosures/", disclosures.disclosures, name="disclosures"),
    path("disclosures/<uuid:village_id>/cycle/", disclosures.cycle, name="cycle"),
    path("disclosures/<uuid:village_id>/<str:topic>/<str:first>/", disclosures.disclosure, name="disclosure"),
    path("sheets/<uuid:village_id>/", disclosures.sheet, name="sheet"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:question_id>/", questions.question, name="question"),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="answer"),
    path("questions/<uuid:question_id>/handing/", questions.handing, name="handing"),
]
