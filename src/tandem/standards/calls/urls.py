from django.urls import path
from django.views.decorators.http import require_GET

from tandem.standards.calls.api import api, openapi

urlpatterns = [path("api/v1/openapi.json", require_GET(openapi)), path("api/v1/", api.urls)]
