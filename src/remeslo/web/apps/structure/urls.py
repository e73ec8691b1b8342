from django.urls import path

from remeslo.web.apps.structure.views import comparison, graphs

app_name = "structure"

urlpatterns = [
    path("compare/", comparison.comparison, name="compare"),
    path("programme/<path:key>/", graphs.programme, name="programme"),
    path("plan/<path:key>/", graphs.study_plan, name="plan"),
]
