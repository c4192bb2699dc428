from django.apps import AppConfig


class Part2Config(AppConfig):
    name = "tandem.domain.part2"
    label = "part2"
