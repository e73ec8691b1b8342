"""Addresses of the own account."""

from django.urls import path

from remeslo.web.apps.common.views import openid, own

app_name = "account"

urlpatterns = [
    path("", own.home, name="home"),
    path("second-factor/", own.turn_on, name="second_factor"),
    path("second-factor/off/", own.turn_off, name="second_factor_off"),
    path("second-factor/codes/", own.new_codes, name="recovery_codes"),
    path("password/", own.password, name="password"),
    path("sessions/others/end/", own.end_others, name="end_others"),
    path("sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("openid/connect/", openid.connect, name="openid_connect"),
    path("openid/disconnect/", openid.disconnect, name="openid_disconnect"),
]
