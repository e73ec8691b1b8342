from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "remeslo.web.apps.organisations"
    label = "organisations"
