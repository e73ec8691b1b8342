from django.urls import path

from remeslo.web.apps.frameworks.views import frameworks, plans, reading, states, uploading

app_name = "frameworks"

urlpatterns = [
    path("", reading.listing, name="list"),
    path("state/", reading.state_listing, name="state_list"),
    path("state/new/", states.new, name="state_new"),
    path("state/form.xlsx", states.workbook, name="state_form"),
    path("state/<path:key>/edit/", states.edit, name="state_edit"),
    path("state/<path:key>/form.xlsx", states.workbook, name="state_workbook"),
    path("state/<path:key>/", reading.state, name="state"),
    path("frameworks/", frameworks.listing, name="framework_list"),
    path("framework/<path:key>/compare/", frameworks.comparison, name="framework_compare"),
    path("framework/<path:key>/open/", frameworks.open_to_everyone, name="framework_open"),
    path("framework/<path:key>/file/<str:form>", frameworks.download, name="framework_download"),
    path("framework/<path:key>/", frameworks.detail, name="framework"),
    path("plans/", plans.listing, name="plan_list"),
    path("plan/<path:key>/versions/", plans.versions, name="plan_versions"),
    path("plan/<path:key>/file/<str:form>", plans.download, name="plan_download"),
    path("plan/<path:key>/", plans.detail, name="plan"),
    path("upload/", uploading.upload, name="upload"),
    path("upload/<int:pk>/", uploading.preview, name="preview"),
    path("upload/<int:pk>/table/<int:position>/", uploading.sheet, name="sheet"),
    path("upload/<int:pk>/save/", uploading.save, name="save"),
    path("upload/<int:pk>/discard/", uploading.discard, name="discard"),
    path("edition/<path:key>/compare/", reading.comparison, name="compare"),
    path("edition/<path:key>/", reading.detail, name="detail"),
]
