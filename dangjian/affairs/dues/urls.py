"""Addresses of dues."""

from django.urls import path

from dangjian.affairs.dues.views import amounts, collecting, ledger, matters

app_name = "dues"
urlpatterns = [
    path("", collecting.index, name="index"),
    path("custom/", collecting.custom, name="custom"),
    path("tally/", collecting.tally, name="tally"),
    path("roll.docx", collecting.paper, name="paper"),
    path("amounts/", amounts.run, name="amounts"),
    path("amounts/<uuid:person_id>/", amounts.one, name="amount"),
    path("incomes/<uuid:assessment_id>/", amounts.income, name="income"),
    path("mine/", amounts.mine, name="mine"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<uuid:entry_id>/reversal/", ledger.reversal, name="reversal"),
    path("hand-ups/", ledger.hand_ups, name="hand-ups"),
    path("hand-ups/<uuid:entry_id>/receipt/", ledger.receipt, name="receipt"),
    path("statement/", ledger.statement, name="statement"),
    path("statement.docx", ledger.statement_paper, name="statement-paper"),
    path("matters/", matters.index, name="matters"),
    path("matters/new/", matters.new, name="new-matter"),
    path("matters/<uuid:matter_id>/", matters.page, name="matter"),
    path("matters/<uuid:matter_id>/proposals/", matters.proposals, name="proposals"),
    path("matters/<uuid:matter_id>/decisions/", matters.decisions, name="decisions"),
    path("matters/<uuid:matter_id>/settlement/", matters.settlement, name="settlement"),
]
