"""Addresses of agreements, under ``c/<cluster>/agreements/``."""

from django.urls import path

from remeslo.web.apps.agreements.views import acting, listing, paper, writing

app_name = "agreements"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("commitments/", listing.commitments, name="commitments"),
    path("new/", writing.new, name="new"),
    path("paper/<str:key>/", paper.detail, name="detail"),
    path("paper/<str:key>/edit/", writing.edit, name="edit"),
    path("paper/<str:key>/discard/", writing.discard, name="discard"),
    path("paper/<str:key>/follow-on/", writing.follow_on, name="follow_on"),
    path("paper/<str:key>/step/", acting.step, name="step"),
    path("paper/<str:key>/sign/<str:signatory>/", acting.sign, name="sign"),
    path("paper/<str:key>/sign/<str:signatory>/paper/", acting.on_paper, name="on_paper"),
    path("paper/<str:key>/remark/", acting.remark, name="remark"),
    path("paper/<str:key>/scan/", acting.upload, name="upload"),
    path("paper/<str:key>/scan/<int:number>/", paper.scan, name="scan"),
    path("paper/<str:key>/docx/", paper.docx, name="docx"),
    path("paper/<str:key>/versions/", paper.compare, name="compare"),
]
