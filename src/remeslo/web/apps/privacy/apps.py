from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "remeslo.web.apps.privacy"
    label = "privacy"
