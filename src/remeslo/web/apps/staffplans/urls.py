from django.urls import path

from remeslo.web.apps.staffplans.views import assignment, gaps, leave, matrix, running, upskill

app_name = "staffplans"

urlpatterns = [
    path("gaps/", gaps.show, name="gaps"),
    path("gaps/export.xlsx", gaps.export, name="gaps_export"),
    path("gaps/offer/", gaps.offer, name="gap_offer"),
    path("matrix/", matrix.show, name="matrix"),
    path("matrix/export.xlsx", matrix.export, name="matrix_export"),
    path("assignment/", assignment.show, name="assignment"),
    path("assignment/export.xlsx", assignment.export, name="assignment_export"),
    path("assignment/change/", assignment.change, name="change"),
    path("assignment/discard/", assignment.discard, name="discard"),
    path("assignment/save/", assignment.save, name="save"),
    path("assignment/publish/", assignment.publish, name="publish"),
    path("leave/", leave.show, name="leave"),
    path("leave/export.xlsx", leave.export, name="leave_export"),
    path("leave/remove/", leave.remove, name="remove"),
    path("upskilling/", upskill.show, name="upskill"),
    path("upskilling/export.xlsx", upskill.export, name="upskill_export"),
    path("upskilling/offer/", upskill.offer, name="upskill_offer"),
    path("runs/start/<str:kind>/", running.start, name="start"),
    path("runs/<int:run_id>/", running.run, name="run"),
    path("runs/<int:run_id>/stop/", running.stop, name="stop"),
]
