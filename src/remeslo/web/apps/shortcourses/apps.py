from django.apps import AppConfig


class ShortCoursesConfig(AppConfig):
    name = "remeslo.web.apps.shortcourses"
    label = "shortcourses"
