from django.urls import path

from tandem.surfaces.partner.receiving import receiving
from tandem.surfaces.partner.views import partner

urlpatterns = [path("h/<str:token>/", receiving, name="receiving"), path("r/<str:token>/", partner, name="partner")]
