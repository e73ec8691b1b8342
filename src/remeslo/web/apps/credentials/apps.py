from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "remeslo.web.apps.credentials"
    label = "credentials"
