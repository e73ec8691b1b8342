from django.urls import path

from remeslo.web.apps.boards.views import approval, board, yearly

app_name = "boards"

urlpatterns = [
    path("", board.cluster, name="cluster"),
    path("indicator/<str:key>/", board.indicator, name="indicator"),
    path("college/<str:college>/", board.college, name="college"),
    path("college/<str:college>/indicator/<str:key>/", board.college_indicator, name="college_indicator"),
    path("refresh/", board.refresh_own, name="refresh"),
    path("approval/", approval.cluster, name="approval"),
    path("approval/<str:college>/<str:period>/", approval.unit, name="unit"),
    path("approval/<str:college>/<str:period>/step/", approval.step, name="step"),
    path("year/", yearly.listing, name="years"),
    path("year/<str:college>/<str:period>/", yearly.edit, name="year"),
    path("year/<str:college>/<str:period>/paper.<str:form>", yearly.paper, name="year_paper"),
    path("year/<str:college>/<str:period>/publish/", yearly.publish, name="publish_year"),
    path("year/<str:college>/<str:period>/withdraw/", yearly.withdraw, name="withdraw_year"),
]
