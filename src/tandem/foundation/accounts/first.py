"""A one-time link by which a person sets the password of a new account. It dies when used, and after three days."""

from django.contrib.auth.password_validation import validate_password
from django.core import signing

from tandem.foundation.accounts.models import User

SALT = "tandem.accounts.first"
LASTS_SECONDS = 3 * 24 * 3600


def token_for(user: User) -> str:
    """The link's token. It carries the state of the password, so that setting one ends every older link."""
    return signing.dumps([str(user.pk), user.password[-12:]], salt=SALT)


def user_of(token: str) -> User | None:
    """The account a token belongs to, or None if it is wrong, used or too old."""
    try:
        user_id, mark = signing.loads(token, salt=SALT, max_age=LASTS_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user and user.password[-12:] == mark else None


def choose_password(user: User, password: str) -> None:
    """Set the password. Raises ValidationError with sentences if it is too short or too common."""
    validate_password(password, user)
    user.set_password(password)
    user.save()
