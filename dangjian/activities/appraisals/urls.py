"""Addresses of appraisals."""

from django.urls import path

from dangjian.activities.appraisals import views

app_name = "appraisals"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("mine/problems/<uuid:problem_id>/", views.own_problem, name="own-problem"),
    path("talks/<uuid:organization_id>/", views.talks, name="talks"),
    path("talks/<uuid:organization_id>/removal/<int:number>/", views.removal, name="talk-removal"),
    path("problems/<uuid:organization_id>/", views.problems, name="problems"),
    path("problems/checking/<uuid:problem_id>/", views.checking, name="problem-checking"),
    path("leaders/", views.lives, name="lives"),
    path("leaders/new/", views.file_plan, name="life-new"),
    path("leaders/gates/", views.gates, name="gates"),
    path("leaders/gates/<uuid:gate_id>/ending/", views.gate_ending, name="gate-ending"),
    path("leaders/<uuid:life_id>/", views.life, name="life"),
    path("leaders/<uuid:life_id>/answering/", views.answering, name="life-answering"),
    path("leaders/<uuid:life_id>/opening/", views.opening, name="life-opening"),
    path("leaders/<uuid:life_id>/stopping/", views.stopping, name="life-stopping"),
    path("leaders/<uuid:life_id>/holding/", views.holding, name="life-holding"),
    path("away/", views.away, name="away"),
    path("mine/", views.mine, name="mine"),
    path("<uuid:appraisal_id>/", views.one, name="one"),
    path("<uuid:appraisal_id>/ballot/", views.ballot, name="ballot"),
    path("<uuid:appraisal_id>/counting/", views.counting, name="counting"),
    path("<uuid:appraisal_id>/calling-off/", views.calling_off, name="calling-off"),
    path("<uuid:appraisal_id>/paper.docx", views.ballot_paper, name="ballot-paper"),
    path("<uuid:appraisal_id>/voiding/", views.voiding, name="voiding"),
    path("<uuid:appraisal_id>/paper/", views.paper, name="paper"),
    path("<uuid:appraisal_id>/decision/", views.decision, name="decision"),
]
