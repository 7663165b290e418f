"""The addresses of messages."""

from __future__ import annotations

from django.urls import path

from parcours.messaging.home import UNSUBSCRIBE_PATH
from parcours.web.messages.views import lists, sending, unsubscribing

app_name = "messages"

urlpatterns = [
    path("messages/", lists.home, name="home"),
    path("messages/<int:number>/", lists.message, name="message"),
    path("messages/<int:number>/html/", lists.html, name="html"),
    path("messages/pause/", lists.switch, name="switch"),
    path("messages/sending/", sending.home, name="sending"),
    path("messages/sending/test/", sending.test, name="test"),
    path("messages/sending/code/", sending.ask, name="ask"),
    path("messages/sending/proof/", sending.prove, name="prove"),
    path(f"{UNSUBSCRIBE_PATH}/<str:ticket>/", unsubscribing.unsubscribe, name="unsubscribe"),
]
