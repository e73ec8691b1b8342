from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "remeslo.web.apps.norms"
    label = "norms"
