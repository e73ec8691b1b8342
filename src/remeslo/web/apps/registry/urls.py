from django.urls import path

from remeslo.web.apps.registry import views

app_name = "registry"

urlpatterns = [
    path("", views.index, name="cluster"),
]
