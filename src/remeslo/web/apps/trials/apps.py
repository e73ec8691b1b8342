from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "remeslo.web.apps.trials"
    label = "trials"
