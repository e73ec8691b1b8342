from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "remeslo.web.apps.frameworks"
    label = "frameworks"
