from django.urls import path

from remeslo.web.apps.planning.views import runs

app_name = "planning"

urlpatterns = [
    path("", runs.listing, name="list"),
    path("start/", runs.start, name="start"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/stop/", runs.stop, name="stop"),
]
