from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "remeslo.web.apps.common"
    label = "common"
