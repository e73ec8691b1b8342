"""Settings of the web application; what differs from place to place comes from the environment (environment.py)."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from remeslo.web.config import environment
from remeslo.web.config.database import postgresql, sqlite
from remeslo.web.config.secret import secret_key

OUTSIDE = environment.read(os.environ)
WEB = Path(__file__).resolve().parents[1]
DATA = Path(OUTSIDE["data"]).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = OUTSIDE["debug"]
DEMO = OUTSIDE["demo"]
WEBHOOK_NETWORKS = OUTSIDE["webhook_networks"]
SECRET_KEY = secret_key(DATA / "secret-key")

# --- addresses ------------------------------------------------------------------------------------------------------
PUBLIC_URL = urlsplit(OUTSIDE["url"])
_HOSTS = (*OUTSIDE["hosts"], *([PUBLIC_URL.hostname] if PUBLIC_URL.hostname else []))
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_HOSTS]
_HTTPS = PUBLIC_URL.scheme == "https"
if PUBLIC_URL.hostname:
    CSRF_TRUSTED_ORIGINS = [f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}"]
if OUTSIDE["proxy"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _HTTPS and OUTSIDE["proxy"]
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked from inside, past the proxy
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other programs may live on hosts below ours
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "remeslo_session", "remeslo_csrf"
SESSION_COOKIE_AGE = OUTSIDE["session_hours"] * 3600  # since it was last used
SESSION_LONGEST_S = OUTSIDE["session_days"] * 24 * 3600  # since it began
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- parts ----------------------------------------------------------------------------------------------------------
_OWN = (
    "common",
    "registry",
    "norms",
    "frameworks",
    "demand",
    "programmes",
    "trials",
    "structure",
    "revision",
    "planning",
    "studio",
    "shortcourses",
    "staffing",
    "staffplans",
    "network",
    "timetables",
    "results",
    "credentials",
    "funding",
    "organisations",
    "agreements",
    "dialogue",
    "boards",
    "webhooks",
    "jobs",
    "privacy",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    *(f"remeslo.web.apps.{name}" for name in _OWN if find_spec(f"remeslo.web.apps.{name}")),
    "remeslo.web.api",
]

MIDDLEWARE = [
    "remeslo.web.apps.common.middleware.Measured",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "remeslo.web.apps.common.middleware.SignInRequired",
    "remeslo.web.apps.common.doorkeeper.Doorkeeper",
    "remeslo.web.apps.common.middleware.WithoutNul",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "remeslo.web.config.urls"
WSGI_APPLICATION = "remeslo.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "remeslo.web.apps.common.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "remeslo.web.apps.common.templatetags.words",
                "remeslo.web.apps.common.templatetags.parts",
            ],
        },
    }
]

# --- rows --------------------------------------------------------------------------------------------------
_ADDRESS = OUTSIDE["database_url"]
DATABASES = {"default": postgresql(_ADDRESS) if _ADDRESS else sqlite(DATA / "remeslo.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# figures that cost seconds to compute; the folder can be emptied at any time
RECKONED = DATA / "reckoned"

METRICS_TOKEN = OUTSIDE["metrics_token"]
BADGE_SECRET = OUTSIDE["badge_secret"]

# --- people ---------------------------------------------------------------------------------------------------------
CSRF_FAILURE_VIEW = "remeslo.web.apps.common.views.errors.forged"
AUTH_USER_MODEL = "common.User"
LOGIN_URL = "common:sign_in"
LOGIN_REDIRECT_URL = "common:home"
LOGOUT_REDIRECT_URL = "common:sign_in"
SECOND_FACTOR = OUTSIDE["second_factor"]
OPENID = {word: OUTSIDE[f"openid_{word}"] for word in ("issuer", "client", "secret", "name")}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- letters --------------------------------------------------------------------------------------------------------
_MAIL = urlsplit(OUTSIDE["mail_url"])
SENDS_LETTERS = bool(_MAIL.hostname)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_LETTERS else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or {"smtps": 465}.get(_MAIL.scheme, 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.scheme == "smtp", _MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = OUTSIDE["mail_from"] or "remeslo@localhost"

# --- words ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "remeslo_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = OUTSIDE["time_zone"]
FORMAT_MODULE_PATH = ["remeslo.web.config.formats"]

# --- files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MATCHING_FOLDER = DATA / "matching"
STATICFILES_DIRS = [WEB / "static"]
# Collected files have names with a hash of the content, which browsers may keep for ever; `launch` collects them.
# Without: straight from the sources, for developers and tests.
_COLLECTING = os.environ.get("REMESLO_COLLECT", "")  # plain, compressed
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists() and not DEBUG
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not _COLLECTED
_STORAGES = {
    "compressed": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "plain": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": _STORAGES.get(
            _COLLECTING or ("plain" if _COLLECTED else ""), "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
STATIC_ROOT.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "remeslo.web.apps.frameworks.uploading.QuotaUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "remeslo.web.config.jsonlog.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": OUTSIDE["log"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # answers one by one for machines that read them; a person looks at what went wrong
    "loggers": {
        "remeslo": {"level": "INFO"},
        "remeslo.request": {"level": "INFO" if OUTSIDE["log"] == "json" else "WARNING"},
    },
}
