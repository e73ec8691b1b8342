"""Pages above clusters, under ``country/boards/``: a namespace of their own."""

from django.urls import path

from remeslo.web.apps.boards.views import approval, board, ranking

app_name = "boards_above"

urlpatterns = [
    path("", board.country, name="country"),
    path("refresh/", board.refresh, name="refresh"),
    path("indicator/<str:key>/", board.country_indicator, name="country_indicator"),
    path("approval/", approval.country, name="country_approval"),
    path("approval/approve/", approval.approve_chosen, name="approve_chosen"),
    path("next/", ranking.ranking, name="next"),
    path("<str:kind>/<path:name>/indicator/<str:key>/", board.node_indicator, name="node_indicator"),
    path("<str:kind>/<path:name>/", board.node, name="node"),
]
