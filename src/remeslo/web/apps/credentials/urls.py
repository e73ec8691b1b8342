from django.urls import path

from remeslo.web.apps.credentials.views import detail, issuing

app_name = "credentials"

urlpatterns = [
    path("", issuing.listing, name="list"),
    path("graduates/", issuing.people, name="graduates"),
    path("graduates/<path:key>/", issuing.graduate, name="graduate"),
    path("key/", issuing.new_key, name="key"),
    path("<uuid:uid>/", detail.detail, name="detail"),
    path("<uuid:uid>/badge.<str:form>", detail.file, name="file"),
    path("<uuid:uid>/endorse/", detail.endorsed, name="endorse"),
    path("<uuid:uid>/revoke/", detail.revoked, name="revoke"),
]
