from django.urls import path

from remeslo.web.apps.programmes.views import listing, model, papers, plan, term, tracing, versions

app_name = "programmes"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("<str:key>/", term.term, name="term"),
    path("<str:key>/curriculum/", plan.curriculum, name="curriculum"),
    path("<str:key>/calendar/", plan.calendar, name="calendar"),
    path("<str:key>/gantt/", plan.gantt, name="gantt"),
    path("<str:key>/weeks/", plan.weeks, name="weeks"),
    path("<str:key>/constructor/", model.constructor, name="constructor"),
    path("<str:key>/matrix/", model.matrix, name="matrix"),
    path("<str:key>/elements/<str:index>/", model.element, name="element"),
    path("<str:key>/trace/", tracing.trace, name="trace"),
    path("<str:key>/papers/<str:kind>/", papers.paper, name="paper"),
    path("<str:key>/versions/", versions.versions, name="versions"),
    path("<str:key>/compare/", versions.comparison, name="compare"),
    path("<str:key>/publish/", versions.publish, name="publish"),
]
