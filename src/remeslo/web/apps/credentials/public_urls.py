"""What everybody may ask about credentials, under ``credentials/``."""

from django.urls import path

from remeslo.web.apps.credentials.views import public

app_name = "badges"

urlpatterns = [
    path("", public.check, name="check"),
    path("issuer/<int:pk>/", public.issuer, name="issuer"),
    path("issuer/<int:pk>/keys.json", public.issuer_keys, name="keys"),
    path("status/<int:pk>/", public.status, name="status"),
]
