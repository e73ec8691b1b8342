"""Addresses of the registry above clusters: ``country/registry/``."""

from django.urls import path

from remeslo.web.apps.organisations.views import editing, importing, partners, registry, successions

app_name = "organisations"

urlpatterns = [
    path("", registry.registry, name="registry"),
    path("export.<str:form>", registry.export, name="export"),
    path("map/", registry.on_map, name="map"),
    path("import/", importing.upload, name="import"),
    path("import/form.xlsx", importing.form, name="import_form"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<int:pk>/save/", importing.save, name="import_save"),
    path("import/<int:pk>/withdraw/", importing.withdraw, name="import_withdraw"),
    path("merge/", successions.merge_form, name="merge"),
    path("split/", successions.split_form, name="split"),
    path("o/<str:key>/", registry.detail, name="detail"),
    path("o/<str:key>/edit/", editing.edit, name="edit"),
    path("o/<str:key>/licence/<int:pk>/", editing.licence_ends, name="licence_ends"),
    path("o/<str:key>/stays/", editing.stays, name="stays"),
    path("o/<str:key>/partners/", partners.partners, name="partners"),
]
