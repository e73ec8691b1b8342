from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "remeslo.web.apps.studio"
    label = "studio"
