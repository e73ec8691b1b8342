from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "remeslo.web.api"
    label = "api"
