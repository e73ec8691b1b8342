from django.apps import AppConfig


class StaffplansConfig(AppConfig):
    name = "remeslo.web.apps.staffplans"
    label = "staffplans"
