"""Addresses of coaching. Whatever two persons share stands under a random number (2C)."""

from django.urls import path

from mentoring import views
from mentoring.agreeing import views as agreeing
from mentoring.asking import views as asking
from mentoring.feedback import views as feedback
from mentoring.lessons import views as lessons
from mentoring.looking import views as looking
from mentoring.meeting import calendar_views
from mentoring.meeting import views as meeting
from mentoring.noting import views as noting
from mentoring.offering import views as offering
from mentoring.reminding import views as reminding

urlpatterns = [
    path("mentors/", looking.mentors, name="mentors"),
    path("mentors/about/<int:page_id>/", looking.mentors, name="mentors_about"),
    path("mentors/on/<slug:theme>/", looking.mentors, name="mentors_on"),
    path("mentors/<uuid:pk>/", looking.mentor, name="mentor"),
    path("mentors/<uuid:pk>/ask/", asking.ask_mentor, name="ask_mentor"),
    path("mentors/<uuid:pk>/ask/<int:page_id>/", asking.ask_mentor, name="ask_mentor_about"),
    path("mentors/<uuid:pk>/suggest/", asking.suggest_mentor, name="suggest_mentor"),
    path("mentoring/", views.mentoring, name="mentoring"),
    path("mentoring/offer/", offering.my_offer, name="my_offer"),
    path("mentoring/offer/state/", offering.my_offer_state, name="my_offer_state"),
    path("mentoring/matches/", agreeing.matches, name="matches"),
    path("mentoring/requests/<uuid:pk>/", asking.mentoring_request, name="mentoring_request"),
    path("mentoring/pairs/<uuid:pk>/", agreeing.pair, name="pair"),
    path("mentoring/pairs/<uuid:pk>/agreement/", agreeing.agreement, name="agreement"),
    path(
        "mentoring/pairs/<uuid:pk>/agreement/confirm/",
        agreeing.agreement_confirm,
        name="agreement_confirm",
    ),
    path("mentoring/pairs/<uuid:pk>/close/", agreeing.pair_end, name="pair_end"),
    path("mentoring/pairs/<uuid:pk>/times/", meeting.propose_times, name="propose_times"),
    path("mentoring/times/<uuid:pk>/", meeting.times, name="times"),
    path("mentoring/times/by-mail/<str:token>/", meeting.times_by_mail, name="times_by_mail"),
    path("mentoring/sessions/<uuid:pk>/", meeting.session, name="session"),
    path("mentoring/sessions/<uuid:pk>/move/", meeting.session_move, name="session_move"),
    path("mentoring/sessions/<uuid:pk>/cancel/", meeting.session_cancel, name="session_cancel"),
    path("mentoring/sessions/<uuid:pk>/held/", meeting.session_held, name="session_held"),
    path("mentoring/held/by-mail/<str:token>/", reminding.held_by_mail, name="held_by_mail"),
    path(
        "mentoring/sessions/<uuid:pk>/session.ics",
        calendar_views.session_calendar,
        name="session_calendar",
    ),
    path("mentoring/calendar/", calendar_views.my_calendar, name="my_calendar"),
    path(
        "mentoring/calendar/<str:token>/sessions.ics",
        calendar_views.calendar_of_person,
        name="calendar_of_person",
    ),
    path("mentoring/sessions/<uuid:pk>/notes/", noting.write_note, name="write_note"),
    path("mentoring/notes/<uuid:pk>/", noting.change_note, name="change_note"),
    path("mentoring/sessions/<uuid:pk>/private-note/", noting.private_note, name="private_note"),
    path("mentoring/pairs/<uuid:pk>/feedback/", feedback.feedback, name="feedback"),
    path("mentoring/pairs/<uuid:pk>/lesson/", lessons.lesson, name="lesson"),
    path("mentoring/pairs/<uuid:pk>/lesson/write/", lessons.write_lesson, name="write_lesson"),
]
