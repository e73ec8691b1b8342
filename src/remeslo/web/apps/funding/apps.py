from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "remeslo.web.apps.funding"
    label = "funding"
