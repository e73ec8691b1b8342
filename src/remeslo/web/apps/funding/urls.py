from django.urls import path

from remeslo.web.apps.funding.views import (
    booking,
    clawing,
    ledgers,
    packing,
    simulation,
    statements,
    tracing,
    verifying,
)

app_name = "funding"

urlpatterns = [
    path("", statements.home, name="home"),
    path("statement/", statements.statement, name="statement"),
    path("statement/export.xlsx", ledgers.export_statement, name="statement_export"),
    path("settle/", booking.settle, name="settle"),
    path("settle/book/", booking.settle_now, name="settle_now"),
    path("settle/pay/", booking.pay_now, name="pay_now"),
    path("year/close/", booking.close_the_year, name="close_year"),
    path("ledger/", ledgers.ledger, name="ledger"),
    path("ledger/export.<str:form>", ledgers.export, name="ledger_export"),
    path("clawbacks/", clawing.clawbacks, name="clawbacks"),
    path("clawbacks/open/", clawing.opening, name="open_clawback"),
    path("clawbacks/<str:key>/", clawing.clawback, name="clawback"),
    path("verification/", verifying.verification, name="verification"),
    path("verification/draw/", verifying.draw_now, name="draw"),
    path("verification/<int:pk>/verdict/", verifying.verdict, name="verdict"),
    path("packs/", packing.listing, name="packs"),
    path("packs/take/", packing.take, name="take"),
    path("packs/<path:key>/edit/", packing.edit, name="edit_pack"),
    path("packs/<path:key>/save/", packing.save, name="save_pack"),
    path("packs/<path:key>/publish/", packing.publish, name="publish_pack"),
    path("packs/<path:key>/", packing.detail, name="pack"),
    path("simulation/", simulation.simulation, name="simulation"),
    path("trace/", tracing.trace, name="trace"),
    path("fact/<path:key>/", tracing.of_fact, name="of_fact"),
]
