from django.urls import path

from remeslo.web.apps.timetables.api import views

app_name = "calendar"

urlpatterns = [
    path("<str:token>.ics", views.feed, name="feed"),
    path("<str:token>/", views.day, name="day"),
]
