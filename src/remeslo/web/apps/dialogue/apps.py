from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "remeslo.web.apps.dialogue"
    label = "dialogue"
