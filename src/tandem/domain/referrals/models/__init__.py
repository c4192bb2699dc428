from tandem.domain.referrals.models.referral import Link, Referral, Transition

__all__ = ["Link", "Referral", "Transition"]
