from django.urls import path

from remeslo.web.apps.revision.views import deciding, editions, reviewing, sheets

app_name = "revision"

urlpatterns = [
    path("", editions.listing, name="list"),
    path("open/", editions.open_one, name="open"),
    path("<int:pk>/", reviewing.page, name="review"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/many/", deciding.decide_many, name="many"),
    path("<int:pk>/history/", reviewing.history, name="history"),
    path("<int:pk>/apply/", reviewing.apply, name="apply"),
    path("<int:pk>/list.xlsx", sheets.workbook, name="workbook"),
    path("<int:pk>/sheet/", sheets.upload, name="sheet"),
]
