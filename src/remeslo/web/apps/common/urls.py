from django.urls import path

from remeslo.web.apps.common.views import access, account, health, log, mandates, search, today

app_name = "common"

urlpatterns = [
    path("", today.home, name="home"),
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-in/demo/", account.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("language/", account.language, name="language"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("country/people/", mandates.people, name="mandates"),
    path("country/people/<int:pk>/take/", mandates.take, name="take_mandate"),
    path("c/<str:cluster>/", today.today, name="today"),
    path("c/<str:cluster>/search/", search.search, name="search"),
    path("c/<str:cluster>/access/", access.people, name="access"),
    path("c/<str:cluster>/access/<int:pk>/revoke/", access.revoke, name="revoke"),
    path("c/<str:cluster>/log/", log.log, name="log"),
]
