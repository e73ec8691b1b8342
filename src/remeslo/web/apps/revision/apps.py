from django.apps import AppConfig


class RevisionConfig(AppConfig):
    name = "remeslo.web.apps.revision"
    label = "revision"
