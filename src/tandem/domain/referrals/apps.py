from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "tandem.domain.referrals"
    label = "referrals"
