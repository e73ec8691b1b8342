from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "remeslo.web.apps.agreements"
    label = "agreements"
