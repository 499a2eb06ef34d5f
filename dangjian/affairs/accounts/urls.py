"""Addresses of signing in, cards, phones and accounts."""

from django.urls import path

from dangjian.affairs.accounts.views import activation, administration, cards, passwords, phones, sessions, slips

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("activation/", activation.code, name="activation"),
    path("activation/account/", activation.account, name="activation-account"),
    path("activation/<str:secret>/", activation.open_slip, name="activation-open"),
    path("card/", cards.code, name="card-code"),
    path("card/phone/", cards.remember_phone, name="card-phone"),
    path("card/<str:secret>/", cards.open_card, name="card-open"),
    path("cards/", cards.index, name="cards"),
    path("cards/holders/<uuid:account_id>/", cards.issue, name="issue"),
    path("cards/people/<uuid:person_id>/", cards.first, name="issue-first"),
    path("cards/<uuid:card_id>/", cards.card, name="card"),
    path("slips/", slips.index, name="slips"),
    path("slips/issued/", slips.issued, name="slips-issued"),
    path("slips/bodies/<uuid:organization_id>/", slips.body, name="slips-body"),
    path("slips/sheets/<uuid:sheet_id>/", slips.sheet, name="sheet"),
    path("slips/sheets/<uuid:sheet_id>/closure/", slips.closure, name="sheet-closure"),
    path("slips/<uuid:slip_id>/revocation/", slips.revocation, name="slip-revocation"),
    path("password/", passwords.change, name="password"),
    path("phones/", phones.index, name="phones"),
    path("phones/<uuid:phone_id>/revocation/", phones.revocation, name="phone-revocation"),
    path("cards/phones/<uuid:phone_id>/revocation/", phones.holder_revocation, name="holder-phone-revocation"),
    path("accounts/", administration.index, name="index"),
    path("accounts/people/<uuid:person_id>/slip/", administration.slip, name="slip"),
    path("accounts/<uuid:account_id>/", administration.detail, name="detail"),
    path("accounts/<uuid:account_id>/deactivation/", administration.deactivation, name="deactivation"),
    path("accounts/<uuid:account_id>/activation/", administration.activation, name="activation"),
    path("accounts/<uuid:account_id>/unlocking/", administration.unlocking, name="unlocking"),
    path("accounts/<uuid:account_id>/session-end/", administration.session_end, name="session-end"),
    path("accounts/<uuid:account_id>/reset/", administration.reset, name="reset"),
]
