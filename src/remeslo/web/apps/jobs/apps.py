from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "remeslo.web.apps.jobs"
    label = "jobs"
