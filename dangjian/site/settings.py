"""What differs between installations, read once from the environment; everything else is here.

``DATABASE_URL``      a PostgreSQL server (set by the supervisor for the embedded one)
``DANGJIAN_DATA``     the data folder
``DANGJIAN_KEYS``     the file of the keys that seal ID numbers, phones and personal files; made in the data folder
``DANGJIAN_SECRET``   the signing key; the supervisor makes one in the data folder
``DANGJIAN_HOSTS``    host names the site answers to, comma-separated
``DANGJIAN_HTTPS``    ``1`` behind a reverse proxy that speaks https
``DANGJIAN_ZONE``     ``intranet`` (the default) or ``internet``: there nothing personal is shown, searched or exported
``DANGJIAN_PRACTICES`` a folder of further practices (TOML files), beside those that come along
``DANGJIAN_SITE``     the name in the head of every page
``DANGJIAN_OPERATOR`` who runs the platform (主办单位); ``DANGJIAN_FILING`` its filing number (备案编号);
``DANGJIAN_CONTACT``  whom to call: all three stand on the page 关于本平台
"""

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, SELF

ROOT: Final = Path(__file__).resolve().parent.parent

SECRET_KEY = os.environ.get("DANGJIAN_SECRET", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("DANGJIAN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
IS_HTTPS: Final = os.environ.get("DANGJIAN_HTTPS") == "1"
DATA_FOLDER: Final = Path(os.environ.get("DANGJIAN_DATA", "var"))
KEY_FILE: Final = Path(os.environ.get("DANGJIAN_KEYS") or DATA_FOLDER / "keys.json")
ZONE: Final = os.environ.get("DANGJIAN_ZONE", "intranet")
PRACTICES: Final = os.environ.get("DANGJIAN_PRACTICES", "")
OPERATOR: Final = os.environ.get("DANGJIAN_OPERATOR", "")
FILING_NUMBER: Final = os.environ.get("DANGJIAN_FILING", "")
CONTACT: Final = os.environ.get("DANGJIAN_CONTACT", "")
SITE_NAME: Final = os.environ.get("DANGJIAN_SITE", "清源县党建方案服务平台")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "template_partials",
    "procrastinate.contrib.django",
    "dangjian.foundation.ui",
    "dangjian.foundation.drafts",
    "dangjian.access",
    "dangjian.channels.inbox",
    "dangjian.procedures.calendar",
    "dangjian.procedures.agenda",
    "dangjian.procedures.definitions",
    "dangjian.procedures.provisions",
    "dangjian.procedures.evidence",
    "dangjian.procedures.cases",
    "dangjian.affairs.people",
    "dangjian.affairs.accounts",
    "dangjian.affairs.organizations",
    "dangjian.affairs.members",
    "dangjian.affairs.posts",
    "dangjian.affairs.terms",
    "dangjian.affairs.mobility",
    "dangjian.affairs.renewals",
    "dangjian.affairs.standing",
    "dangjian.affairs.disposals",
    "dangjian.affairs.transfers",
    "dangjian.affairs.dues",
    "dangjian.affairs.dossier",
    "dangjian.affairs.duplicates",
    "dangjian.affairs.imports",
    "dangjian.affairs.admissions",
    "dangjian.affairs.blanks",
    "dangjian.affairs.practices",
    "dangjian.affairs.registers",
    "dangjian.affairs.newcomers",
    "dangjian.affairs.economy",
    "dangjian.affairs.premises",
    "dangjian.affairs.stationed",
    "dangjian.activities.duties",
    "dangjian.activities.meetings",
    "dangjian.activities.appraisals",
    "dangjian.activities.bases",
    "dangjian.community.villages",
    "dangjian.programme.goals",
    "dangjian.programme.directives",
    "dangjian.programme.tasks",
    "dangjian.programme.suggestions",
    "dangjian.programme.burden",
    "dangjian.programme.rectification",
    "dangjian.programme.warnings",
    "dangjian.programme.inspections",
    "dangjian.decisions.bulletins",
    "dangjian.site",
]

MIDDLEWARE = [
    "dangjian.access.bare.bare_middleware",
    "dangjian.access.middleware.private_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dangjian.affairs.accounts.middleware.rest_middleware",
    "dangjian.access.middleware.actor_middleware",
]

ROOT_URLCONF = "dangjian.site.urls"
WSGI_APPLICATION = "dangjian.site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "dangjian.foundation.ui.context.look",
                "dangjian.site.context.page",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?host=…``."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "dangjian",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "TIME_ZONE": "Asia/Shanghai",
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///dangjian"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["dangjian.affairs.accounts.backend.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if IS_HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("DANGJIAN_STATICFILES", "django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# In memory or not at all: a marked text (P36) must never lie in a temporary folder.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
