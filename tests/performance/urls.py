"""Every address of Tandem, and one bare view beside them to measure against."""

from django.http import HttpResponse
from django.urls import path

from tandem.urls import handler400, handler404, handler500  # noqa: F401
from tandem.urls import urlpatterns as rooms

urlpatterns = [*rooms, path("bare/", lambda request: HttpResponse("bare"))]
