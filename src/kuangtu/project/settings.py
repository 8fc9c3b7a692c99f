# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Django settings, safe without thought. 系统设置。 What may be changed stands in options.py."""

import logging

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from kuangtu.project.options import PACKAGE, read_options
from kuangtu.project.secret import secret_key

OPTIONS = read_options()

KUANGTU_HOME = OPTIONS.data_home
KUANGTU_HOST = OPTIONS.host
KUANGTU_PORT = OPTIONS.port
KUANGTU_THREADS = OPTIONS.threads
KUANGTU_PLANS = OPTIONS.plans
KUANGTU_NORMS = OPTIONS.norms
KUANGTU_BASE_DATA = OPTIONS.base_data
KUANGTU_COUNTY = OPTIONS.county
KUANGTU_SECOND_PERSON_PUBLISHES = OPTIONS.second_person_publishes
KUANGTU_BEHIND_TLS = OPTIONS.behind_tls
KUANGTU_TRUSTED_PROXY = OPTIONS.trusted_proxy
KUANGTU_SIGN_IN_FAILURES = OPTIONS.sign_in_failures
KUANGTU_LOCK_MINUTES = OPTIONS.lock_minutes
KUANGTU_PASSWORD_DAYS = OPTIONS.password_days
KUANGTU_OVERLAY_MEMORY_MB = OPTIONS.overlay_memory_mb
KUANGTU_OGC_PUBLIC = OPTIONS.ogc_public
KUANGTU_OGC_ORIGINS = [one.strip() for one in OPTIONS.ogc_origins.split(",") if one.strip()]
KUANGTU_OGC_MEMORY_MB = OPTIONS.ogc_memory_mb
KUANGTU_UPLOAD_LIMIT_BYTES = OPTIONS.upload_limit_mb * 1024 * 1024
KUANGTU_TIANDITU_KEY = OPTIONS.tianditu_key
KUANGTU_TIANDITU_ADDRESS = OPTIONS.tianditu_address

SECRET_KEY = secret_key(KUANGTU_HOME)
DEBUG = OPTIONS.debug
ALLOWED_HOSTS = [host.strip() for host in OPTIONS.allowed_hosts.split(",") if host.strip()]

INSTALLED_APPS = [
    "kuangtu.audit",
    "kuangtu.accounts",
    "kuangtu.plans",
    "kuangtu.layers",
    "kuangtu.rights",
    "kuangtu.conformity",
    "kuangtu.web",
    "kuangtu.ogc",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_vite",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "kuangtu.web.heads.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kuangtu.web.tile_gate.TileMiddleware",
    "kuangtu.web.built_files.BuiltFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kuangtu.web.language.ChosenLanguageMiddleware",
    "kuangtu.api.errors.JsonErrorMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kuangtu.web.sessions.RenewSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kuangtu.web.sessions.PasswordDueMiddleware",
    "kuangtu.web.errors.ErrorMiddleware",
]

ROOT_URLCONF = "kuangtu.project.urls"
WSGI_APPLICATION = "kuangtu.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "kuangtu.web.context.page",
            ]
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
if OPTIONS.database_url:
    DATABASES = {
        "default": dict(
            dj_database_url.parse(OPTIONS.database_url, conn_max_age=600, conn_health_checks=True)
        )
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": KUANGTU_HOME / "kuangtu.sqlite3",
            # To open the file and close it again takes longer than most questions to it.
            "CONN_MAX_AGE": 600,
            "OPTIONS": SQLITE_OPTIONS,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.Officer"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kuangtu.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "UserAttributeSimilarityValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
VITE_BUILD = PACKAGE / "web" / "static" / "build"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "static_url_prefix": "build",
        "manifest_path": VITE_BUILD / "manifest.json",
    }
}
# Files are served from the packages they come in: there is no collecting step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Built files carry a hash in their name: a browser may keep them for good.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.(js|css)$"

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = KUANGTU_UPLOAD_LIMIT_BYTES
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Counted from the last activity: web.sessions renews it.
SESSION_COOKIE_AGE = OPTIONS.session_minutes * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if OPTIONS.behind_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# Browsers' preload list binds a whole domain for good: a bureau's own domain is not ours to bind.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": logging.getLevelName(logging.WARNING)},
}
