"""Addresses of registers."""

from django.urls import path

from dangjian.affairs.registers.views import board, building, defining, filling, index, lines, own, taking_over, uploads

app_name = "registers"
urlpatterns = [
    path("", index.index, name="index"),
    path("all/", index.every, name="every"),
    path("definitions/", defining.index, name="definitions"),
    path("definitions/new/", defining.new, name="new"),
    path("definitions/shipped/<slug:shipped_key>/", defining.shipped, name="shipped"),
    path("definitions/shipped/<slug:shipped_key>/copy/", defining.copy, name="copy"),
    path("definitions/<uuid:definition_id>/", defining.one, name="definition"),
    path("definitions/<uuid:definition_id>/head/", building.head, name="head"),
    path("definitions/<uuid:definition_id>/fields/new/", building.new_field, name="new-field"),
    path("definitions/<uuid:definition_id>/fields/<slug:field_key>/", building.field, name="field"),
    path("definitions/<uuid:definition_id>/fields/<slug:field_key>/removal/", building.removal, name="removal"),
    path("definitions/<uuid:definition_id>/fields/<slug:field_key>/place/", building.place, name="place"),
    path("definitions/<uuid:definition_id>/preview/", defining.preview, name="preview"),
    path("definitions/<uuid:definition_id>/publication/", defining.publication, name="publication"),
    path("definitions/<uuid:definition_id>/end/", defining.end, name="end"),
    path("lines/<uuid:entry_id>/", lines.line, name="line"),
    path("lines/<uuid:entry_id>/filling/", filling.again, name="again"),
    path("lines/<uuid:entry_id>/confirmation/", lines.confirmation, name="confirmation"),
    path("lines/<uuid:entry_id>/return/", lines.give_back, name="return"),
    path("lines/<uuid:entry_id>/answer/", lines.answer, name="answer"),
    path("mine/", own.mine, name="mine"),
    path("mine/<uuid:own_id>/objections/", own.objections, name="objections"),
    path("lines/<uuid:entry_id>/closing/", lines.closing, name="closing"),
    path("uploads/<uuid:upload_id>/", uploads.one, name="upload"),
    path("uploads/<uuid:upload_id>/confirmation/", uploads.confirmation, name="upload-confirmation"),
    path("<uuid:register_id>/", board.board, name="board"),
    path("<uuid:register_id>/chart/", board.chart, name="chart"),
    path("<uuid:register_id>/waiting/", board.waiting, name="waiting"),
    path("<uuid:register_id>/lines/", lines.index, name="lines"),
    path("<uuid:register_id>/lines/confirmations/", lines.confirmations, name="confirmations"),
    path("<uuid:register_id>/sheet.xlsx", board.sheet, name="sheet"),
    path("<uuid:register_id>/uploads/new/", uploads.new, name="new-upload"),
    path("<uuid:filled_id>/bodies/<uuid:organization_id>/", filling.body, name="body"),
    path("<uuid:filled_id>/bodies/<uuid:organization_id>/new/", filling.new, name="fill"),
    path("<uuid:filled_id>/bodies/<uuid:organization_id>/takeover/", taking_over.takeover, name="takeover"),
    path("<uuid:filled_id>/bodies/<uuid:organization_id>/sending/", taking_over.sending, name="sending"),
    path("<uuid:filled_id>/bodies/<uuid:organization_id>/absence/", filling.absence, name="absence"),
]
