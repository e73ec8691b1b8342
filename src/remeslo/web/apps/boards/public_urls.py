"""Reports that everybody may read, under ``published/``."""

from django.urls import path

from remeslo.web.apps.boards.views import public

app_name = "boards_public"

urlpatterns = [
    path("<str:slug>/", public.report, name="report"),
    path("<str:slug>/report.<str:form>", public.paper, name="paper"),
]
