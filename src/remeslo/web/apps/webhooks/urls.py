from django.urls import path

from remeslo.web.apps.webhooks.views import acting, pages

app_name = "webhooks"

urlpatterns = [
    path("", pages.listing, name="list"),
    path("<uuid:key>/", pages.subscription, name="subscription"),
    path("<uuid:key>/secret/", acting.rotate, name="rotate"),
    path("<uuid:key>/ping/", acting.ping, name="ping"),
    path("<uuid:key>/end/", acting.end, name="end"),
    path("<uuid:key>/<int:number>/again/", acting.again, name="again"),
]
