from django.urls import path

from tandem.surfaces.request.views import ask, sent

urlpatterns = [
    path("ask/", ask, name="ask"),
    path("ask/sent/<str:reference>/", sent, name="ask_sent"),
]
