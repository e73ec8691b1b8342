from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "remeslo.web.apps.structure"
    label = "structure"
