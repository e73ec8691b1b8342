from django.urls import path

from remeslo.web.apps.frameworks.views import reading, uploading

app_name = "frameworks"

urlpatterns = [
    path("", reading.listing, name="list"),
    path("state/", reading.state_listing, name="state_list"),
    path("state/<path:key>/", reading.state, name="state"),
    path("upload/", uploading.upload, name="upload"),
    path("upload/<int:pk>/", uploading.preview, name="preview"),
    path("upload/<int:pk>/save/", uploading.save, name="save"),
    path("upload/<int:pk>/discard/", uploading.discard, name="discard"),
    path("edition/<path:key>/compare/", reading.comparison, name="compare"),
    path("edition/<path:key>/", reading.detail, name="detail"),
]
