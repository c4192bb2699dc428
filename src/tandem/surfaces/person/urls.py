from django.urls import path

from tandem.surfaces.person import asks, copies
from tandem.surfaces.person.views import hide, own_page

ME = "me/<str:token>/"
urlpatterns = [
    path("me/hide/", hide, name="own_page_hide"),
    path(ME, own_page, name="own_page"),
    path(f"{ME}save/<str:form>/", copies.save, name="own_page_save"),
    path(f"{ME}consent/<uuid:consent_id>/", copies.consent, name="own_page_consent"),
    path(f"{ME}wish/", asks.wish, name="own_page_wish"),
    path(f"{ME}ask/<str:kind>/", asks.ask, name="own_page_ask"),
    path(f"{ME}questions/", asks.opinion, name="own_page_opinion"),
]
