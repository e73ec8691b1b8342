from django.urls import path

from remeslo.web.apps.frameworks.api import views

app_name = "case"

urlpatterns = [
    path("CFDocuments", views.documents, name="documents"),
    path("CFDocuments/<str:identifier>", views.document, name="document"),
    path("CFPackages/<str:identifier>", views.package, name="package"),
    path("CFItems/<str:identifier>", views.item, name="item"),
    path("CFAssociations/<str:identifier>", views.association, name="association"),
    path("CFItemAssociations/<str:identifier>", views.item_associations, name="item_associations"),
    *(
        path(f"{kind}/<str:identifier>", views.definition, {"kind": kind}, name=kind)
        for kind in ("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings", "CFRubrics")
    ),
    path("", views.unknown),
    path("<path:rest>", views.unknown),
]
