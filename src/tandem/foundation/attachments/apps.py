from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "tandem.foundation.attachments"
    label = "attachments"
