"""The addresses of accounts: ours, and those of the library that we use, each with its door."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, include, path, re_path

from parcours.web.accounts.marks import entrance, public, signed_in
from parcours.web.accounts.views import audit, profile, tokens, users, welcome

_OURS = [
    path("welcome/", public(welcome.waiting), name="waiting"),
    path("welcome/<str:code>", public(welcome.Welcome.as_view()), name="welcome"),
    path("me/", profile.profile, name="profile"),
    path("me/sessions/end/", profile.end_sessions, name="end_sessions"),
    path("users/", users.list_users, name="home"),
    path("users/invite/", users.invite, name="invite"),
    path("users/invitations/<int:invitation>/withdraw/", users.withdraw, name="withdraw"),
    path("users/<int:user>/role/", users.change_role, name="role"),
    path("users/<int:user>/active/", users.set_active, name="active"),
    path("users/<int:user>/sign-in/", users.reset_sign_in, name="reset_sign_in"),
    path("users/policy/", users.policy, name="policy"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token>/revoke/", tokens.revoke, name="revoke"),
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.export, name="audit_export"),
]

# The library includes more than we use: sign-up, addresses to confirm, codes by mail. What is not named
# here does not exist.
_DOOR = [
    path("login/", entrance(account.login), name="account_login"),
    path("logout/", entrance(account.logout), name="account_logout"),
    path("inactive/", entrance(account.account_inactive), name="account_inactive"),
    path("password/reset/", entrance(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", entrance(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/done/",
        entrance(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("two-factor/", entrance(mfa.authenticate), name="mfa_authenticate"),
    path("passkey/", entrance(webauthn.login_webauthn), name="mfa_login_webauthn"),
]

_SIGN_IN = [
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("confirm/passkey/", signed_in(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("two-factor/", signed_in(mfa.index), name="mfa_index"),
    path("app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("codes/file/", signed_in(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("passkeys/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_OURS, "accounts"))),
    path("door/", include(_DOOR)),
    path("me/", include(_SIGN_IN)),
]
