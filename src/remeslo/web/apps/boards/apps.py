from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "remeslo.web.apps.boards"
    label = "boards"
