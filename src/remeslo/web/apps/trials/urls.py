from django.urls import path

from remeslo.web.apps.trials.views import pages, running

app_name = "trials"

urlpatterns = [
    path("questions/<int:trial_id>/", running.trial, name="trial"),
    path("questions/<int:trial_id>/stop/", running.stop, name="stop"),
    path("<path:key>/what-if/", pages.what_if, name="what_if"),
    path("<path:key>/ask/", pages.ask_one, name="ask"),
    path("<path:key>/causes/", pages.causes, name="causes"),
    path("<path:key>/prices/", pages.prices, name="prices"),
]
