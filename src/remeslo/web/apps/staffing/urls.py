from django.urls import path

from remeslo.web.apps.staffing.views import absences, certificates, courses, hosting, importing, mentors, people, person

app_name = "staffing"

urlpatterns = [
    path("", people.home, name="home"),
    path("all/", people.people, name="people"),
    path("me/", person.me, name="me"),
    path("person/<str:key>/", person.show, name="person"),
    path("person/<str:key>/paper/", person.add_paper, name="add_paper"),
    path("person/<str:key>/account/", person.give_account, name="give_account"),
    path("person/<str:key>/absence/", absences.add, name="add_absence"),
    path("absence/<int:pk>/take-back/", absences.take_back, name="take_absence_back"),
    path("paper/<int:pk>/take-back/", person.revoke_paper, name="revoke_paper"),
    path("courses/", courses.catalogue, name="courses"),
    path("courses/<str:key>/", courses.course, name="course"),
    path("courses/<str:key>/plan/", courses.plan, name="plan_session"),
    path("session/<str:key>/", courses.session, name="session"),
    path("session/<str:key>/offer/", courses.offer_session, name="offer"),
    path("step/<int:pk>/", courses.act, name="step"),
    path("hosting/", hosting.sessions, name="hosting"),
    path("hosting/<str:key>/", hosting.participants, name="participants"),
    path("hosting/<str:key>/attendance/", hosting.attend, name="attend"),
    path("certify/<int:pk>/", hosting.give, name="give"),
    path("certificate/<int:pk>/take-back/", hosting.take_back, name="take_back"),
    path("certificate/<int:pk>.pdf", certificates.pdf, name="certificate"),
    path("mentors/", mentors.mentorships, name="mentors"),
    path("mentors/new/", mentors.propose, name="propose"),
    path("mentors/<str:key>/", mentors.mentorship, name="mentorship"),
    path("mentors/<str:key>/act/", mentors.act, name="mentorship_act"),
    path("import/", importing.upload, name="import"),
    path("import/form.xlsx", importing.form, name="import_form"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<int:pk>/save/", importing.save, name="import_save"),
    path("export.xlsx", importing.export, name="export"),
]
