from django.urls import path

from remeslo.web.apps.structure.views import comparison, editing, graphs, trees

app_name = "structure"

urlpatterns = [
    path("compare/", comparison.comparison, name="compare"),
    path("programme/<path:key>/", graphs.programme, name="programme"),
    path("tree/<path:key>/edit/", editing.edit, name="edit"),
    path("tree/<path:key>/structure.xlsx", trees.workbook, name="workbook"),
    path("tree/<path:key>/", trees.tree, name="tree"),
    path("plan/<path:key>/", graphs.study_plan, name="plan"),
]
