"""Addresses of a person's account: ours, of which some stand in for allauth's of the same name."""

from django.urls import path, re_path

from people.account import token_views, views

urlpatterns = [
    path("", views.my_account, name="my_account"),
    path("sessions/", views.my_sessions, name="my_sessions"),
    path("token/", token_views.my_api_token, name="my_api_token"),
    path("email/", views.ask_for_other_address, name="account_email"),
    path("email/<str:token>/", views.confirm_address, name="confirm_address"),
    path("password/reset/", views.ask_for_new_password, name="account_reset_password"),
    path("password/change/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", views.SetPassword.as_view(), name="account_set_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.ChooseNewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("2fa/totp/activate/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", views.StopUsingApp.as_view(), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/generate/",
        views.MakeRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    # Doors of allauth that lead to nothing here: no code opens an account, and an address is
    # confirmed above.
    re_path(r"^(?:confirm-email|login/code)/", views.not_here, name="not_here"),
]
