from django.apps import AppConfig


class TandemConfig(AppConfig):
    """Reads the one page of subscriptions once every room is there."""

    name = "tandem"
    label = "tandem"

    def ready(self) -> None:
        import tandem.subscriptions  # noqa: F401
