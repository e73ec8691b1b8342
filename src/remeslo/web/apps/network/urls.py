from django.urls import path

from remeslo.web.apps.network.views import accounts, changing, looking, openings, releases, running, slots, year

app_name = "network"

urlpatterns = [
    path("", year.show, name="year"),
    path("export.xlsx", year.export, name="year_export"),
    path("publish/", year.publish, name="publish"),
    path("pin/", year.pin, name="pin"),
    path("who/", looking.gantt, name="gantt"),
    path("who/export.xlsx", looking.gantt_export, name="gantt_export"),
    path("sites/", looking.sites, name="sites"),
    path("sites/export.xlsx", looking.sites_export, name="sites_export"),
    path("requests/", looking.requests, name="requests"),
    path("requests/export.xlsx", looking.requests_export, name="requests_export"),
    path("prices/", looking.prices, name="prices"),
    path("slots/", slots.listing, name="slots"),
    path("slots/new/", slots.new, name="slot_new"),
    path("slots/<int:number>/", slots.detail, name="slot"),
    path("slots/<int:number>/answer/", slots.answer, name="slot_answer"),
    path("slots/<int:number>/withdraw/", slots.withdraw, name="slot_withdraw"),
    path("openings/", openings.listing, name="openings"),
    path("openings/change/", openings.change, name="openings_change"),
    path("quotas/", accounts.quotas, name="quotas"),
    path("quotas/export.xlsx", accounts.quotas_export, name="quotas_export"),
    path("used/", accounts.used, name="used"),
    path("used/enter/", accounts.enter, name="used_enter"),
    path("used/answer/", accounts.answer, name="used_answer"),
    path("settlement/", accounts.settlement, name="settlement"),
    path("settlement/export.xlsx", accounts.settlement_export, name="settlement_export"),
    path("change/", changing.show, name="change"),
    path("change/mend/", changing.mend, name="mend"),
    path("change/<int:run_id>/accept/", changing.accept, name="accept"),
    path("change/lift/", changing.lift, name="lift"),
    path("releases/", releases.show, name="releases"),
    path("releases/export.xlsx", releases.export, name="releases_export"),
    path("runs/start/<str:kind>/", running.start, name="start"),
    path("runs/<int:run_id>/", running.run, name="run"),
    path("runs/<int:run_id>/stop/", running.stop, name="stop"),
]
