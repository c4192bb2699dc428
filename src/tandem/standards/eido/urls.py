from django.urls import path

from tandem.standards.eido.views import eido

urlpatterns = [path("api/v1/intake/eido", eido)]
