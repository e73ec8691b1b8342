from django.urls import path

from remeslo.web.apps.registry import views

app_name = "registry"

urlpatterns = [
    path("", views.cluster, name="cluster"),
    path("workshops/", views.workshops, name="workshops"),
    path("staff/", views.staff, name="staff"),
    path("groups/", views.groups, name="groups"),
    path("norms/", views.norms, name="norms"),
]
