"""The component gallery, for whoever builds or reviews pages. It holds no record and needs no sign-in."""

from django.urls import path

from tandem.surfaces.shared import views

app_name = "shared"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/phone/", views.gallery_phone, name="gallery_phone"),
    path("gallery/public/", views.gallery_public, name="gallery_public"),
]
