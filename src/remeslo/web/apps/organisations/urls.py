"""Addresses of a cluster's members: ``c/<cluster>/members/``."""

from django.urls import path

from remeslo.web.apps.organisations.views import life, members

app_name = "members"

urlpatterns = [
    path("", members.home, name="home"),
    path("join/", members.join_cluster, name="join"),
    path("<int:pk>/leave/", members.leave_cluster, name="leave"),
    path("<int:pk>/part/", members.change_part, name="part"),
    path("life/<str:state>/", life.step, name="step"),
]
