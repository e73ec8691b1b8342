from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "remeslo.web.apps.registry"
    label = "registry"
