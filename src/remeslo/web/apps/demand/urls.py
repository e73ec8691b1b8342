from django.urls import path

from remeslo.web.apps.demand.views import boards, card, editing, importing, listing, pasting

app_name = "demand"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("board/", boards.board, name="board"),
    path("new/", editing.new, name="new"),
    path("draft/", editing.draft, name="draft"),
    path("discard/", editing.discard, name="discard"),
    path("import/", importing.upload, name="import"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<int:pk>/save/", importing.save, name="import_save"),
    path("workbook/<str:what>.xlsx", importing.workbook, name="workbook"),
    path("paste/", pasting.paste, name="paste"),
    path("paste/take/", pasting.take, name="take"),
    path("suggest/", editing.suggest, name="suggest"),
    path("card/<path:key>/edit/", editing.edit, name="edit"),
    path("card/<path:key>/versions/", card.versions, name="versions"),
    path("card/<path:key>/publish/", card.publish, name="publish"),
    path("card/<path:key>/restore/", card.restore, name="restore"),
    path("card/<path:key>/withdraw/", card.withdraw, name="withdraw"),
    path("card/<path:key>/", card.detail, name="detail"),
]
