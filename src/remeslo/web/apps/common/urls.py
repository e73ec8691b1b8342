from django.urls import path

from remeslo.web.apps.common.views import access, account, health, invitations, log, mandates, openid, search, today

app_name = "common"

urlpatterns = [
    path("", today.home, name="home"),
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-in/demo/", account.demo_sign_in, name="demo_sign_in"),
    path("sign-in/code/", account.sign_in_code, name="sign_in_code"),
    path("sign-in/openid/", openid.set_out, name="openid"),
    path("sign-in/openid/back/", openid.come_back, name="openid_back"),
    path("invitation/<str:token>/", invitations.open_link, name="invitation"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("language/", account.language, name="language"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("country/people/", mandates.people, name="mandates"),
    path("country/people/<int:pk>/take/", mandates.take, name="take_mandate"),
    path("country/people/<int:pk>/second-factor/", mandates.reset_second_factor, name="reset_mandate_factor"),
    path("country/people/invitations/", invitations.above, name="invitations_above"),
    path("country/people/invitations/<int:pk>/withdraw/", invitations.withdraw_above, name="withdraw_above"),
    path("country/people/invitations/<int:pk>/again/", invitations.again_above, name="again_above"),
    path("c/<str:cluster>/", today.today, name="today"),
    path("c/<str:cluster>/search/", search.search, name="search"),
    path("c/<str:cluster>/access/", access.people, name="access"),
    path("c/<str:cluster>/access/<int:pk>/revoke/", access.revoke, name="revoke"),
    path("c/<str:cluster>/access/<int:pk>/second-factor/", access.reset_second_factor, name="reset_factor"),
    path("c/<str:cluster>/access/invitations/", invitations.inside, name="invitations"),
    path("c/<str:cluster>/access/invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("c/<str:cluster>/access/invitations/<int:pk>/again/", invitations.again, name="invite_again"),
    path("c/<str:cluster>/log/", log.log, name="log"),
]
