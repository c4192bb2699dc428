from django.urls import path

from tandem.surfaces.person import copies
from tandem.surfaces.person.views import hide, own_page

ME = "me/<str:token>/"
urlpatterns = [
    path("me/hide/", hide, name="own_page_hide"),
    path(ME, own_page, name="own_page"),
    path(f"{ME}save/<str:form>/", copies.save, name="own_page_save"),
    path(f"{ME}consent/<uuid:consent_id>/", copies.consent, name="own_page_consent"),
]
