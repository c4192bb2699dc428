from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tandem.domain.people"
    label = "people"
