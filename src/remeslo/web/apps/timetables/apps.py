from django.apps import AppConfig


class TimetablesConfig(AppConfig):
    name = "remeslo.web.apps.timetables"
    label = "timetables"
