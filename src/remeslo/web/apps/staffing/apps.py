from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "remeslo.web.apps.staffing"
    label = "staffing"
