"""Addresses of the wall. They name nothing but the one-time code of a screen."""

from django.urls import path

from tandem.surfaces.wall import views

urlpatterns = [
    path("wall/", views.wall, name="wall"),
    path("wall/rows/", views.refreshed, name="wall_rows"),
    path("wall/pair/<str:code>/", views.pair, name="wall_pair"),
]
