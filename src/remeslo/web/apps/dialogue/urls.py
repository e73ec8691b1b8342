from django.urls import path

from remeslo.web.apps.dialogue.views import agenda, answers, decisions, listing, meeting, minutes, people, votes

app_name = "dialogue"

urlpatterns = [
    path("", listing.home, name="home"),
    path("new/", listing.new, name="new"),
    path("answers/", answers.answers, name="answers"),
    path("answers/<path:card>/", answers.answer, name="answer"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
    path("decisions/<int:number>/follow/", decisions.follow, name="follow"),
    path("thread/", meeting.thread, name="thread"),
    path("<int:number>/", meeting.meeting, name="meeting"),
    path("<int:number>/edit/", listing.edit, name="edit"),
    path("<int:number>/act/", agenda.act, name="act"),
    path("<int:number>/say/", meeting.say, name="say"),
    path("<int:number>/agenda/", agenda.agenda, name="agenda"),
    path("<int:number>/agenda/change/", agenda.change, name="agenda_change"),
    path("<int:number>/people/", people.people, name="people"),
    path("<int:number>/people/change/", people.change, name="people_change"),
    path("<int:number>/votes/", votes.votes, name="votes"),
    path("<int:number>/votes/live/", votes.live, name="live"),
    path("<int:number>/votes/change/", votes.change, name="votes_change"),
    path("<int:number>/decide/", votes.decide, name="decide"),
    path("<int:number>/minutes/", minutes.minutes, name="minutes"),
    path("<int:number>/minutes/change/", minutes.change, name="minutes_change"),
    path("<int:number>/minutes/<int:version>.docx", minutes.paper, name="paper"),
]
