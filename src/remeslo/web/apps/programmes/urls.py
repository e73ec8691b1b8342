from django.urls import path

from remeslo.web.apps.programmes.views import book, hours, listing, model, papers, plan, term, tracing, versions

app_name = "programmes"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("book-template/", book.templates, name="book_templates"),
    path("book-template/default/", book.default, name="book_template_default"),
    path("book-template/<str:language>/<int:number>/", book.template_file, name="book_template_file"),
    path("<path:key>/book/", book.book, name="book"),
    path("<path:key>/curriculum/", plan.curriculum, name="curriculum"),
    path("<path:key>/calendar/", plan.calendar, name="calendar"),
    path("<path:key>/gantt/", plan.gantt, name="gantt"),
    path("<path:key>/weeks/", plan.weeks, name="weeks"),
    path("<path:key>/constructor/", model.constructor, name="constructor"),
    path("<path:key>/hours/", hours.hours, name="hours"),
    path("<path:key>/matrix/", model.matrix, name="matrix"),
    path("<path:key>/elements/<path:index>/", model.element, name="element"),
    path("<path:key>/trace/", tracing.trace, name="trace"),
    path("<path:key>/papers/<str:kind>/", papers.paper, name="paper"),
    path("<path:key>/versions/", versions.versions, name="versions"),
    path("<path:key>/compare/", versions.comparison, name="compare"),
    path("<path:key>/publish/", versions.publish, name="publish"),
    path("<path:key>/", term.term, name="term"),
]
