from django.urls import path

from tandem.surfaces.person.views import hide, own_page

urlpatterns = [
    path("me/hide/", hide, name="own_page_hide"),
    path("me/<str:token>/", own_page, name="own_page"),
]
