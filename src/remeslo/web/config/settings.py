"""
Settings of the web application; what differs from place to place comes from the environment.

    REMESLO_DATA          folder for the database, the key and collected static files (var/data)
    REMESLO_DATABASE_URL  postgresql://... instead of SQLite
    REMESLO_URL           public address; https:// makes cookies secure
    REMESLO_HOSTS         further host names, comma separated
    REMESLO_PROXY         1: trust X-Forwarded-Proto of a proxy in front
    REMESLO_TIME_ZONE     Europe/Moscow
    REMESLO_DEMO          1: one-click sign-ins for every role
    REMESLO_DEBUG         1: for developers only
"""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from remeslo.web.config.database import postgresql, sqlite
from remeslo.web.config.secret import secret_key


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in ("1", "true", "yes", "on")


WEB = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("REMESLO_DATA", "var/data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = _flag("REMESLO_DEBUG")
DEMO = _flag("REMESLO_DEMO")
SECRET_KEY = secret_key(DATA / "secret-key")

# --- addresses ------------------------------------------------------------------------------------------------------
PUBLIC_URL = urlsplit(os.environ.get("REMESLO_URL", ""))
_HOSTS = [h.strip() for h in os.environ.get("REMESLO_HOSTS", "").split(",") if h.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_HOSTS, *([PUBLIC_URL.hostname] if PUBLIC_URL.hostname else [])]
_HTTPS = PUBLIC_URL.scheme == "https"
if PUBLIC_URL.hostname:
    CSRF_TRUSTED_ORIGINS = [f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}"]
if _flag("REMESLO_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "remeslo_session", "remeslo_csrf"
SESSION_COOKIE_AGE = 14 * 24 * 3600
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
    "funding",
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
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "remeslo.web.apps.common.middleware.SignInRequired",
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
_ADDRESS = os.environ.get("REMESLO_DATABASE_URL", "")
DATABASES = {"default": postgresql(_ADDRESS) if _ADDRESS else sqlite(DATA / "remeslo.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------------------------------
CSRF_FAILURE_VIEW = "remeslo.web.apps.common.views.errors.forged"
AUTH_USER_MODEL = "common.User"
LOGIN_URL = "common:sign_in"
LOGIN_REDIRECT_URL = "common:home"
LOGOUT_REDIRECT_URL = "common:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- words ----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "remeslo_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("REMESLO_TIME_ZONE", "Europe/Moscow")
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
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"remeslo": {"level": "INFO"}},
}
