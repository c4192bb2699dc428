from django.urls import path

from tandem.surfaces.public import views

urlpatterns = [
    path("public/", views.numbers, name="public"),
    path("public/how/", views.how, name="public_how"),
    path("public/rights/", views.rights, name="public_rights"),
    path("public/words/", views.words, name="public_words"),
    path("public/counted/", views.counted, name="public_counted"),
    path("public/numbers.csv", views.table, name="public_csv"),
]
