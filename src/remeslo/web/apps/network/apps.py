from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "remeslo.web.apps.network"
    label = "network"
