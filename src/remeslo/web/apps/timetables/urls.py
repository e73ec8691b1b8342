from django.urls import path

from remeslo.web.apps.timetables.views import changing, conflicts, feeds, grid, home, releases, repair, sheets, today

app_name = "timetables"

urlpatterns = [
    path("", home.show, name="home"),
    path("start/", home.start, name="start"),
    path("runs/<int:run_id>/", home.run, name="run"),
    path("runs/<int:run_id>/stop/", home.stop, name="stop"),
    path("today/", today.show, name="today"),
    path("<str:semester>/", grid.show, name="grid"),
    path("<str:semester>/lesson/", grid.lesson, name="lesson"),
    path("<str:semester>/places/", grid.places, name="places"),
    path("<str:semester>/move/", changing.move, name="move"),
    path("<str:semester>/step/", changing.step, name="step"),
    path("<str:semester>/mark/", changing.mark, name="mark"),
    path("<str:semester>/discard/", changing.discard, name="discard"),
    path("<str:semester>/save/", changing.save, name="save"),
    path("<str:semester>/conflicts/", conflicts.show, name="conflicts"),
    path("<str:semester>/repair/", repair.show, name="repair"),
    path("<str:semester>/repair/start/", repair.start, name="repair_start"),
    path("<str:semester>/repair/accept/", repair.accept, name="repair_accept"),
    path("<str:semester>/releases/", releases.show, name="releases"),
    path("<str:semester>/releases/publish/", releases.publish, name="publish"),
    path("<str:semester>/sheets/", sheets.show, name="sheets"),
    path("<str:semester>/sheets/timetable.pdf", sheets.pdf, name="pdf"),
    path("<str:semester>/sheets/timetable.xlsx", sheets.xlsx, name="xlsx"),
    path("<str:semester>/feeds/", feeds.show, name="feeds"),
    path("<str:semester>/feeds/make/", feeds.make, name="feed_make"),
    path("<str:semester>/feeds/revoke/", feeds.shut, name="feed_revoke"),
]
