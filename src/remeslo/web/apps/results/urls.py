from django.urls import path

from remeslo.web.apps.results.views import board, entering, evidence, fact, importing, listing, subject

app_name = "results"

urlpatterns = [
    path("", board.board, name="board"),
    path("indicator/<str:key>/", board.indicator, name="indicator"),
    path("facts/", listing.facts, name="facts"),
    path("facts/new/", entering.new, name="new"),
    path("import/", importing.upload, name="import"),
    path("import/form.xlsx", importing.form, name="import_form"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<int:pk>/save/", importing.save, name="import_save"),
    path("waiting/", listing.waiting_for_me, name="waiting"),
    path("waiting/confirm/", listing.confirm_chosen, name="confirm_chosen"),
    path("evidence/<str:sha256>/", evidence.evidence, name="evidence"),
    path("subject/<path:key>/", subject.subject, name="subject"),
    path("fact/<path:key>/answer/", fact.answer, name="answer"),
    path("fact/<path:key>/correct/", entering.correct, name="correct"),
    path("fact/<path:key>/withdraw/", fact.withdraw, name="withdraw"),
    path("fact/<path:key>/", fact.detail, name="fact"),
]
