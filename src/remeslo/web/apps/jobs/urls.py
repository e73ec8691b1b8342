from django.urls import path

from remeslo.web.apps.jobs.views import job, listing

app_name = "jobs"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("running/", listing.running, name="running"),
    path("<str:crew>/<int:job_id>/", job.job, name="job"),
    path("<str:crew>/<int:job_id>/stop/", job.stop, name="stop"),
    path("<str:crew>/<int:job_id>/again/", job.again, name="again"),
]
