from django.urls import path

from tandem.surfaces.partner.views import partner

urlpatterns = [path("r/<str:token>/", partner, name="partner")]
