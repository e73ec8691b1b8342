"""Addresses of the pages about tokens."""

from django.urls import path

from remeslo.web.api.pages import tokens

app_name = "api_tokens"

urlpatterns = [
    path("", tokens.tokens, name="list"),
    path("<int:pk>/revoke/", tokens.revoke, name="revoke"),
]
