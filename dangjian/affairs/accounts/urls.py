"""Addresses of signing in, cards, phones and accounts."""

from django.urls import path

from dangjian.affairs.accounts.views import administration, cards, passwords, phones, sessions

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("card/", cards.code, name="card-code"),
    path("card/phone/", cards.remember_phone, name="card-phone"),
    path("card/<str:secret>/", cards.open_card, name="card-open"),
    path("cards/", cards.index, name="cards"),
    path("cards/holders/<uuid:account_id>/", cards.issue, name="issue"),
    path("cards/<uuid:card_id>/", cards.card, name="card"),
    path("password/", passwords.change, name="password"),
    path("phones/", phones.index, name="phones"),
    path("phones/<uuid:phone_id>/revocation/", phones.revocation, name="phone-revocation"),
    path("cards/phones/<uuid:phone_id>/revocation/", phones.holder_revocation, name="holder-phone-revocation"),
    path("accounts/", administration.index, name="index"),
    path("accounts/<uuid:account_id>/", administration.detail, name="detail"),
    path("accounts/<uuid:account_id>/deactivation/", administration.deactivation, name="deactivation"),
    path("accounts/<uuid:account_id>/activation/", administration.activation, name="activation"),
    path("accounts/<uuid:account_id>/unlocking/", administration.unlocking, name="unlocking"),
    path("accounts/<uuid:account_id>/session-end/", administration.session_end, name="session-end"),
    path("accounts/<uuid:account_id>/reset/", administration.reset, name="reset"),
]
