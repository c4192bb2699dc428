from django.urls import path

from tandem.standards.hsds import views

urlpatterns = [
    path("api/v1/hsds/", views.about),
    path("api/v1/hsds/services", views.services_page, name="hsds_services"),
    path("api/v1/hsds/services/<uuid:service_id>", views.one_service),
]
