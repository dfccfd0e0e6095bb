"""Django's settings, made from the data folder and the address; there is nothing else to configure.

Four cookies and no other: `sessionid`, `csrftoken`, `django_language`, and the collector's
`cookies_preferences`. Messages live in the session, and nothing is kept in the browser's storage.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from charte.ledger.port import Ledger
from charte.site.folder import DataFolder

HERE = Path(__file__).parent
_DAY = 86_400
# P6M, as the charter declares it: the shortest six months of the calendar.
LANGUAGE_LIFE = 181 * _DAY
_SIGNED_IN = timedelta(hours=12)
_LARGEST_BODY = 8 * 1024 * 1024  # an audit report of a large site
_APPS = ["accounts", "charters", "office", "consents", "audits", "audience", "api"]


def secure_cookies(base_url: str) -> bool:
    """Whether cookies may say Secure: over https, and on names of this machine, which browsers trust alike."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    return parts.scheme == "https" or host == "localhost" or host.endswith(".localhost")


def settings_of(data: Path, base_url: str, ledger: Ledger) -> dict[str, Any]:
    """The settings of one installation, which is at `base_url` (`http://charte.localhost:8700`)."""
    folder = DataFolder(data)
    secure = secure_cookies(base_url)
    return {
        "CHARTE_DATA": data,
        "CHARTE_URL": base_url,
        "CHARTE_LEDGER": ledger,
        "DEBUG": False,
        "SECRET_KEY": folder.django_secret(),
        "ALLOWED_HOSTS": [urlsplit(base_url).hostname or ""],
        "CSRF_TRUSTED_ORIGINS": [base_url],  # behind a web server that speaks https for us
        "ROOT_URLCONF": "charte.site.urls",
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "axes",
            *(f"charte.site.{app}" for app in _APPS),
        ],
        "MIDDLEWARE": _MIDDLEWARE,
        "TEMPLATES": _TEMPLATES,
        "DATABASES": {"default": _database(folder.database)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _LARGEST_BODY,
        # Charte's sentences come from `look`; Django's own catalogues are not read.
        "USE_I18N": False,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "LOGGING": _LOGGING,
        **_people(),
        **_cookies(secure),
        **_headers(),
    }


_MIDDLEWARE = [
    "charte.site.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "charte.site.api.faults.ApiFaults",
    "charte.site.audience.counting.CountPageViews",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

_TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"builtins": ["charte.site.templatetags.saying"]},
    }
]

# One sentence per fault on stderr; a traceback only when CHARTE_DEBUG asks for it.
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "charte.site.logs.Plain",
            "format": "charte: {levelname} {message}",
            "style": "{",
            "traceback": bool(os.environ.get("CHARTE_DEBUG")),
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # A stranger's wrong Host is answered with 400; it is no fault of ours to report.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}


def _database(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Who will write says so at once, so that two writers wait for each other and neither fails.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _people() -> dict[str, Any]:
    validators = "django.contrib.auth.password_validation."
    return {
        "AUTH_USER_MODEL": "accounts.User",
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",
            "django.contrib.auth.backends.ModelBackend",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": validators + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": validators + "CommonPasswordValidator"},
            {
                "NAME": validators + "UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ["email"]},
            },
        ],
        "LOGIN_URL": "sign-in",
        # Failed sign-ins are counted in memory: no address and no user agent is written anywhere.
        # One process serves (`charte serve`), so its memory is enough; hence axes.W001 is silenced.
        "AXES_HANDLER": "axes.handlers.cache.AxesCacheHandler",
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": timedelta(minutes=15),
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_USERNAME_FORM_FIELD": "email",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_LOCKOUT_CALLABLE": "charte.site.accounts.views.locked_out",
        "AXES_CLIENT_IP_CALLABLE": "charte.site.accounts.signing_in.client_address",
        "MIGRATION_MODULES": {"axes": None},
        "SILENCED_SYSTEM_CHECKS": ["axes.W001"],
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    }


def _cookies(secure: bool) -> dict[str, Any]:
    return {
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_AGE": int(_SIGNED_IN.total_seconds()),
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_AGE": None,  # until the browser closes
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "charte.site.faults.forgery",
        "LANGUAGE_COOKIE_AGE": LANGUAGE_LIFE,
        "LANGUAGE_COOKIE_SECURE": secure,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    }


def _headers() -> dict[str, Any]:
    return {
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
                "img-src": ["'self'"],
                "connect-src": ["'self'"],
                "form-action": ["'self'"],
                "base-uri": ["'none'"],
                "frame-ancestors": ["'none'"],
                "require-trusted-types-for": ["'script'"],
            }
        },
    }
