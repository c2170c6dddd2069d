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
GAIYUE_MAINTENANCE = os.environ.get("GAIYUE_MAINTENANCE") == "1"  # 503 for all but static files
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
# smtp://, smtp+tls:// or smtps://user:word@host:port
GAIYUE_SMTP = os.environ.get("GAIYUE_SMTP", "")
# How people reach the product: the links in mails begin with it.
_HERE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
GAIYUE_ADDRESS = os.environ.get("GAIYUE_ADDRESS", _HERE)
GAIYUE_MAIL_FROM = os.environ.get("GAIYUE_MAIL_FROM", "Gaiyue <noreply@localhost>")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "gaiyue.jobs",
    "gaiyue.eventlog",
    "gaiyue.people",
    "gaiyue.calendars",
    "gaiyue.policy",
    "gaiyue.booking",
    "gaiyue.notify",
    "gaiyue.web",
    "gaiyue.ops",
]
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["gaiyue.people.sign_in.AccountBackend"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "email", "name")},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
]
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # a login is unique per park, and our backend asks for the park
]

# Signing in, by allauth. It is told that people have a user name, since an e-mail address alone names nobody: the same
# address in two parks is two people. Whom an address means is asked of gaiyue.people.sign_in, within the park.
LOGIN_URL = "sign_in"
ACCOUNT_ADAPTER = "gaiyue.web.entrance.adapter.EntranceAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1"]
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
CODE_LIVES_S = 15 * 60
CODE_ATTEMPTS = 3
"""A code of six digits: three guesses in a quarter of an hour."""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIVES_S
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIVES_S
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIVES_S
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_ATTEMPTS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_ATTEMPTS
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = CODE_ATTEMPTS
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "request_login_code": "30/m/ip,3/m/key,10/h/key",
    "reset_password": "30/m/ip,3/m/key,10/h/key",
    "reset_password_from_key": "30/m/ip",
    "signup": "30/m/ip,3/m/key,10/h/key",
    "confirm_email": "3/m/key,10/h/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
"""Many companies sit behind the one address of their building, so an address of the network may do much; what is
guessed at or written to, one person's account, only a little."""

# How many proxies of ours stand in front: the client is that many entries from the end of X-Forwarded-For. With 0 the
# header is not believed, and the limits count whoever is connected.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("GAIYUE_PROXIES", "0"))

# Limits are counted in files that all web processes read: a count in each process's memory would multiply every limit
# by the number of processes, and one in the database would make guessers write into the file that bookings wait for.
CACHES = {
    "default": {
        "BACKEND": "gaiyue.base.shared_cache.SharedCache",
        "LOCATION": os.environ.get("GAIYUE_CACHE", str(VAR / "cache")),
    }
}
# How many requests a token of the API may make in a minute, how many wrong tokens an address may send before unknown
# ones are not even looked up, and where all web processes of a machine count them.
GAIYUE_API_RATE = int(os.environ.get("GAIYUE_API_RATE", "600"))
GAIYUE_API_WRONG_TOKENS = int(os.environ.get("GAIYUE_API_WRONG_TOKENS", "60"))
GAIYUE_API_COUNTS = Path(os.environ.get("GAIYUE_CACHE", VAR / "cache")) / "api"
MIDDLEWARE = [
    "gaiyue.web.shared.middleware.HeadMiddleware",
    "gaiyue.web.shared.headers.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "gaiyue.api.door.ApiDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gaiyue.web.shared.maintenance.MaintenanceMiddleware",
    "gaiyue.web.shared.middleware.ParkMiddleware",
    "gaiyue.web.shared.links.LinkMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gaiyue.web.shared.middleware.PersonMiddleware",
    "gaiyue.web.shared.reader.ReaderMiddleware",
    "gaiyue.web.shared.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "gaiyue.urls"
WSGI_APPLICATION = "gaiyue.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            ROOT / "gaiyue" / "web" / "templates",
            ROOT / "gaiyue" / "notify" / "templates",
        ],
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

STATIC_URL = "/static/"  # the same under every signed link
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
