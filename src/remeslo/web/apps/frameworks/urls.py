from django.urls import path

from remeslo.web.apps.frameworks import views

app_name = "frameworks"

urlpatterns = [
    path("", views.index, name="list"),
]
