from django.urls import path

from remeslo.web.apps.norms.views import editing, reading, saving

app_name = "norms"

urlpatterns = [
    path("", reading.listing, name="list"),
    path("take/", saving.take, name="take"),
    path("pack/<str:key>/", reading.pack, name="pack"),
    path("pack/<str:key>/versions/", reading.versions, name="versions"),
    path("pack/<str:key>/pack.toml", reading.download, name="download"),
    path("pack/<str:key>/publish/", saving.publish, name="publish"),
    path("pack/<str:key>/edit/", editing.overview, name="edit"),
    path("pack/<str:key>/edit/text/", editing.text, name="text"),
    path("pack/<str:key>/edit/add/", editing.add, name="add"),
    path("pack/<str:key>/edit/save/", saving.save, name="save"),
    path("pack/<str:key>/edit/merge/", saving.merge, name="merge"),
    path("pack/<str:key>/edit/discard/", saving.discard, name="discard"),
    path("pack/<str:key>/edit/norm/<str:norm>/", editing.norm, name="norm"),
]
