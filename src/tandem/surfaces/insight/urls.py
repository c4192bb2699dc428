from django.urls import path

from tandem.surfaces.insight import views

urlpatterns = [
    path("measures/", views.catalogue, name="measures"),
    path("measures/<slug:measure_id>/", views.measure, name="measure"),
    path("measures/<slug:measure_id>/rows/", views.rows, name="measure-rows"),
]
