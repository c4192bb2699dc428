from django.urls import path

from tandem.surfaces.entry import views

urlpatterns = [
    path("", views.front, name="front"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("choose-role/", views.choose_role, name="choose_role"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("begin/<str:token>/", views.begin, name="begin"),
]
