from django.urls import path

from remeslo.web.apps.privacy.views import due, facts, holds, register, subject

app_name = "privacy"

urlpatterns = [
    path("", register.register, name="register"),
    path("due/", due.due, name="due"),
    path("holds/", holds.holds, name="holds"),
    path("holds/<int:pk>/lift/", holds.lift, name="lift"),
    path("facts/", facts.facts, name="facts"),
    path("facts/facts.json", facts.file, name="facts_file"),
    path("person/", subject.find, name="find"),
    path("erase/<str:who>/<path:key>/", subject.erase, name="erase"),
    path("document/<str:who>.<str:form>/<path:key>/", subject.paper, name="paper"),
    path("person/<str:who>/<path:key>/", subject.subject, name="subject"),
]
