from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "remeslo.web.apps.results"
    label = "results"
