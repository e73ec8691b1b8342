from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "remeslo.web.apps.programmes"
    label = "programmes"
