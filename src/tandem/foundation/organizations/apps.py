from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "tandem.foundation.organizations"
    label = "organizations"
