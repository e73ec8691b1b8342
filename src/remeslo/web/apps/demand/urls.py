from django.urls import path

from remeslo.web.apps.demand import views

app_name = "demand"

urlpatterns = [
    path("", views.index, name="list"),
]
