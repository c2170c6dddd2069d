"""Settings, all from the environment; without any, one park on an embedded database in var/."""

import contextlib
import os
import secrets
from pathlib import Path

from gaiyue.base.engines import engine

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("GAIYUE_VAR", ROOT / "var")).resolve()
VAR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, or one made once and kept beside the embedded database."""
    if key := os.environ.get("GAIYUE_SECRET_KEY"):
        return key
    path = VAR / "secret-key"
    if not path.exists():
        draft = VAR / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):  # whoever comes first wins; the others read it
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text()


def _pairs(name: str, default: str) -> dict[str, str]:
    """`a=1;b=2` from the environment as a dictionary."""
    text = os.environ.get(name, default)
    return dict(part.split("=", 1) for part in text.split(";") if part.strip())


DEBUG = False
DEMO = os.environ.get("GAIYUE_DEMO") == "1"
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("GAIYUE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("GAIYUE_ORIGINS", "").split(",") if origin
]

# Cells: alias=address. The number of a cell decides where its ids start and never changes.
DATABASES = {
    alias: engine(address, root=VAR)
    for alias, address in _pairs("GAIYUE_CELLS", "default=sqlite:gaiyue.sqlite3").items()
}
DATABASE_ROUTERS = ["gaiyue.base.cells.CellRouter"]
GAIYUE_CELL_NUMBERS = {
    alias: int(number)
    for alias, number in ({"default": "0"} | _pairs("GAIYUE_CELL_NUMBERS", "")).items()
}
GAIYUE_PARK_CELLS = _pairs("GAIYUE_PARK_CELLS", "")
GAIYUE_DEFAULT_PARK = os.environ.get("GAIYUE_PARK", "lingang")
GAIYUE_PARK_HOSTS = _pairs("GAIYUE_PARK_HOSTS", "")
GAIYUE_HEADS = Path(os.environ.get("GAIYUE_HEADS", VAR / "heads"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gaiyue.jobs",
    "gaiyue.eventlog",
    "gaiyue.people",
    "gaiyue.calendars",
    "gaiyue.policy",
    "gaiyue.booking",
    "gaiyue.web",
    "gaiyue.ops",
]
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["gaiyue.people.sign_in.AccountBackend"]
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # a login is unique per park, and our backend asks for the park
]
MIDDLEWARE = [
    "gaiyue.web.shared.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gaiyue.web.shared.middleware.ParkMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gaiyue.web.shared.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "gaiyue.urls"
WSGI_APPLICATION = "gaiyue.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "gaiyue" / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "gaiyue.web.shared.context.page",
            ],
            "libraries": {"gaiyue": "gaiyue.web.shared.templatetags.gaiyue"},
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "gaiyue" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "gaiyue" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_NAME = "gaiyue_session"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "gaiyue.web.shared.errors.csrf_failed"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("GAIYUE_HTTPS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GAIYUE_LOG", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}},
}
