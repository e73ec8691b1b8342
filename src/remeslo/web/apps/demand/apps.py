from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "remeslo.web.apps.demand"
    label = "demand"
