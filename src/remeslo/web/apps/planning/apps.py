from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "remeslo.web.apps.planning"
    label = "planning"
