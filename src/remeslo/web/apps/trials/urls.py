from django.urls import path

from remeslo.web.apps.trials.views import pages, running

app_name = "trials"

urlpatterns = [
    path("run/<int:trial_id>/", running.trial, name="trial"),
    path("run/<int:trial_id>/stop/", running.stop, name="stop"),
    path("<path:key>/what-if/", pages.what_if, name="what_if"),
    path("<path:key>/ask/", pages.ask_one, name="ask"),
    path("<path:key>/prices/", pages.prices, name="prices"),
]
