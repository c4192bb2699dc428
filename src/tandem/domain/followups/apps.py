from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "tandem.domain.followups"
    label = "followups"
