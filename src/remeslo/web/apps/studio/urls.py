from django.urls import path

from remeslo.web.apps.studio.views import founding, group, listing, parts, signing, table

app_name = "studio"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", founding.new, name="new"),
    path("<path:key>/open/", listing.open_, name="open"),
    path("<path:key>/bring/", founding.bring, name="bring"),
    path("<path:key>/since/", table.since, name="since"),
    path("<path:key>/menu/", parts.menu, name="menu"),
    path("<path:key>/why/", parts.why, name="why"),
    path("<path:key>/sheet/", parts.sheet, name="sheet"),
    path("<path:key>/preview/", table.preview, name="preview"),
    path("<path:key>/change/", table.change, name="change"),
    path("<path:key>/remark/", table.remark, name="remark"),
    path("<path:key>/settle/<int:number>/", table.settle, name="settle"),
    path("<path:key>/propose/", table.propose, name="propose"),
    path("<path:key>/proposals/", group.proposals, name="proposals"),
    path("<path:key>/proposals/<int:number>/vote/", group.vote, name="vote"),
    path("<path:key>/proposals/<int:number>/approve/", group.approve, name="apply"),
    path("<path:key>/proposals/<int:number>/close/", group.close, name="withdraw"),
    path("<path:key>/proposals/<int:number>/refresh/", group.refresh, name="refresh"),
    path("<path:key>/history/", group.history, name="history"),
    path("<path:key>/compare/", group.compare, name="compare"),
    path("<path:key>/signing/", signing.signing, name="signing"),
    path("<path:key>/signing/head/", signing.head, name="name_head"),
    path("<path:key>/signing/newer/", signing.newer, name="take_newer"),
    path("<path:key>/signing/start/", signing.start, name="start_signing"),
    path("<path:key>/signing/sign/", signing.sign, name="sign"),
    path("<path:key>/signing/back/", signing.back, name="unfreeze"),
    path("<path:key>/signing/publish/", signing.publish, name="publish"),
    path("<path:key>/", listing.table, name="table"),
]
