"""Settings of one installation. What an agency may change comes from the environment or from the `Program` row."""

import json
import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tandem.foundation.keys.place import key_file

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT_DIR = REPOSITORY / "content"
DATA_DIR = Path(os.environ.get("TANDEM_DATA", REPOSITORY / ".tandem")).absolute()
MART_DIR = DATA_DIR / "marts"
# The key above all keys lies apart from the database, and is backed up apart from it.
KEY_FILE = key_file(DATA_DIR)


def tile_source(url: str, attribution: str) -> list[str]:
    """The one origin that map tiles come from, for the content security policy; nothing where none is set.

    Raises ValueError for an address that is no tile server's, or one that does not say whose map it is.
    """
    if not url:
        return []
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username or "{" in parts.netloc:
        raise ValueError("TANDEM_TILE_URL must be like https://tiles.example.org/{z}/{x}/{y}.png")
    if not all(word in url for word in ("{z}", "{x}", "{y}")):
        raise ValueError("TANDEM_TILE_URL needs {z}, {x} and {y}, like https://tiles.example.org/{z}/{x}/{y}.png")
    if not attribution.strip():
        raise ValueError("TANDEM_TILE_URL needs TANDEM_TILE_ATTRIBUTION: whose map it is, as its licence asks.")
    return [f"{parts.scheme}://{parts.netloc}"]


def roles_of_groups(text: str) -> dict[str, tuple[str, str, str]]:
    """Which group of the identity provider gives which job. Raises ValueError saying how it is written."""
    try:
        told = json.loads(text or "{}")
        return {group: (place, role, profession) for group, (place, role, profession) in told.items()}
    except (ValueError, TypeError, AttributeError):
        written = '{"group": ["Agency\'s short name", "role", "profession or empty"]}'
        raise ValueError(f"TANDEM_OIDC_ROLES must be JSON like {written}") from None


SECRET_KEY = os.environ.get("TANDEM_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *os.environ.get("TANDEM_HOSTS", "").split()]
PORT = int(os.environ.get("TANDEM_PORT", "8000"))
PUBLIC_URL = os.environ.get("TANDEM_URL", f"http://localhost:{PORT}")


def database(url: str, *, pooled: bool) -> dict:
    """A Django connection from `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    settings: dict = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query["host"][0] if "host" in query else (parts.hostname or ""),
        "PORT": query["port"][0] if "port" in query else str(parts.port or ""),
        "OPTIONS": {},
    }
    if pooled:
        settings["OPTIONS"]["pool"] = {
            "min_size": 2,
            "max_size": int(os.environ.get("TANDEM_POOL", "12")),
            "timeout": 10,
        }
    return settings


_APP_URL = os.environ.get("DATABASE_URL", "postgresql:///tandem")
DATABASES = {
    # The plain role the application runs as: it owns nothing.
    "default": database(_APP_URL, pooled=os.environ.get("TANDEM_POOL", "12") != "0"),
    # The role that owns the tables: migrations only.
    "owner": database(os.environ.get("DATABASE_OWNER_URL", _APP_URL), pooled=False),
}
# A view that fails undoes what it did; its error page and the entry of its refusal are in the transaction around it.
DATABASES["default"]["ATOMIC_REQUESTS"] = True
# The wall stands before its owner too; a migration moves rows for the program, not for a reader.
DATABASES["owner"]["OPTIONS"]["options"] = "-c tandem.reach=owner"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "procrastinate.contrib.django",
    "tandem.foundation.database",
    "tandem.foundation.accounts",
    "tandem.foundation.organizations",
    "tandem.foundation.audit",
    "tandem.foundation.keys",
    "tandem.foundation.acts",
    "tandem.foundation.outbox",
    "tandem.foundation.jobs",
    "tandem.foundation.attachments",
    "tandem.foundation.editions",
    "tandem.foundation.archive",
    "tandem.foundation.readiness",
    "tandem.domain.directory",
    "tandem.domain.staffing",
    "tandem.domain.people",
    "tandem.domain.protections",
    "tandem.domain.consents",
    "tandem.domain.incidents",
    "tandem.domain.safety",
    "tandem.domain.requests",
    "tandem.domain.encounters",
    "tandem.domain.trials",
    "tandem.domain.screenings",
    "tandem.domain.part2",
    "tandem.domain.transfers",
    "tandem.domain.referrals",
    "tandem.domain.safety_plans",
    "tandem.domain.followups",
    "tandem.domain.phones",
    "tandem.domain.oversight",
    "tandem.domain.releases",
    "tandem.measures.past",
    "tandem.measures.cost",
    "tandem.measures.studies",
    "tandem.training.library",
    "tandem.training.sessions",
    "tandem.training.debrief",
    "tandem.training.teaching",
    "tandem.measures.grants",
    "tandem.measures.reports",
    "tandem.standards.eido",
    "tandem.standards.calls",
    "tandem.standards.hsds",
    "tandem.standards.tabular",
    "tandem.surfaces.shared",
    "tandem.surfaces.entry",
    "tandem.surfaces.board",
    "tandem.surfaces.field",
    "tandem.surfaces.wall",
    "tandem.surfaces.care",
    "tandem.surfaces.partner",
    "tandem.surfaces.request",
    "tandem.surfaces.person",
    "tandem.surfaces.insight",
    "tandem.surfaces.public",
    "tandem.surfaces.program",
    "tandem.surfaces.plan",
    "tandem.surfaces.rehearse",
    "tandem.demo",
    "tandem.apps.TandemConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tandem.surfaces.shared.session.SessionActorMiddleware",
    "tandem.surfaces.entry.encoding.WholeTextMiddleware",
    "tandem.surfaces.shared.unavailable.AuditFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "axes.middleware.AxesMiddleware",
    # Last: what it wraps is the view and its error page, once the others have let the request through.
    "tandem.surfaces.shared.one_transaction.OneTransactionMiddleware",
]

ROOT_URLCONF = "tandem.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tandem.surfaces.shared.session.doors",
            ],
            "builtins": ["tandem.surfaces.shared.templatetags.tandem"],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
# Single sign-on by the agency's identity provider (OpenID Connect). Its groups give jobs, as JSON:
# {"tandem-clinicians": ["Juniper", "clinician", "clinician"]}; a second factor counts where `amr` or `acr` says one of
# these words, else Tandem asks for its own.
OIDC_ISSUER = os.environ.get("TANDEM_OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("TANDEM_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("TANDEM_OIDC_CLIENT_SECRET", "")
OIDC_SCOPE = os.environ.get("TANDEM_OIDC_SCOPE", "openid profile")
OIDC_GROUPS_CLAIM = os.environ.get("TANDEM_OIDC_GROUPS_CLAIM", "groups")
OIDC_ROLES = roles_of_groups(os.environ.get("TANDEM_OIDC_ROLES", ""))
OIDC_SECOND_FACTOR = os.environ.get("TANDEM_OIDC_SECOND_FACTOR", "mfa").split()
# Where invitations and reset links are e-mailed by; empty: they are handed over or printed.
EMAIL_URL = os.environ.get("EMAIL_URL", "")
# CJIS AC-7: five failures lock the account at its address, for as long as the program says.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = "tandem.surfaces.entry.locks.cooling_off"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "entry/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# CJIS IA-2: sign in again after twelve hours; AC-11: after a rest, of thirty minutes where an agency follows CJIS and
# of fifteen elsewhere (checked by the session middleware).
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 15 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Behind the agency's proxy: everything by TLS. It says `X-Forwarded-Proto: https`; nobody else reaches this address.
HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SECURE_SSL_REDIRECT = HTTPS
# A start with an authority of its own (`bin/start --tls`) must not bind a name of the local network to HTTPS for a year.
SECURE_HSTS_SECONDS = 365 * 86_400 if HTTPS and not os.environ.get("TANDEM_LOCAL_AUTHORITY") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A map needs no pictures. Where the agency sets some, exactly that host may be asked for them, and nothing else.
TILE_URL = os.environ.get("TANDEM_TILE_URL", "")
TILE_ATTRIBUTION = os.environ.get("TANDEM_TILE_ATTRIBUTION", "")
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:", *tile_source(TILE_URL, TILE_ATTRIBUTION)],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
# Messages of one machine in a minute: twice the worst surge of a dispatch center.
INTAKE_PER_MINUTE = int(os.environ.get("TANDEM_INTAKE_PER_MINUTE", "6000"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1_048_576

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [CONTENT_DIR / "languages"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 300

PROCRASTINATE_ON_APP_READY = None
# Jobs that a worker stores as it starts, by task, with the lock of which only one waits: a new release counts anew.
JOBS_AT_START = {"tandem.facts.count_ahead": "count ahead"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"masked": {"()": "tandem.foundation.quiet_log.Masked"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["masked"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"tandem": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
CSRF_FAILURE_VIEW = "tandem.surfaces.entry.views.csrf_failure"
