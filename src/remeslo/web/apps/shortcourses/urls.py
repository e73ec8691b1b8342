from django.urls import path

from remeslo.web.apps.shortcourses.views import course, editing, learner, learners, listing, papers

app_name = "shortcourses"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", editing.new, name="new"),
    path("individual/", learners.listing, name="learners"),
    path("individual/new/", learners.new, name="learner_new"),
    path("individual/<int:plan_id>/", learner.learner, name="learner"),
    path("individual/<int:plan_id>/term/", learner.term, name="learner_term"),
    path("individual/<int:plan_id>/claim/", learner.claim, name="claim"),
    path("individual/<int:plan_id>/answer/<int:recognition_id>/", learner.answer, name="answer"),
    path("individual/<int:plan_id>/erase/", learner.erase, name="erase"),
    path("individual/<int:plan_id>/curriculum.docx", papers.individual, name="learner_paper"),
    path("<str:key>/programme.docx", papers.programme, name="paper"),
    path("<str:key>/certificates/", papers.certificates, name="certificates"),
    path("<str:key>/edit/", editing.edit, name="edit"),
    path("<str:key>/term/", course.term, name="term"),
    path("<str:key>/search/", course.search, name="search"),
    path("<str:key>/open/", course.open_one, name="open"),
    path("<str:key>/", course.course, name="course"),
]
