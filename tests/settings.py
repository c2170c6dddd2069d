"""The product's settings, with what tests need: a folder of their own, static files straight from the source."""

import atexit
import os
import shutil
import tempfile

if "GAIYUE_VAR" not in os.environ:
    os.environ["GAIYUE_VAR"] = tempfile.mkdtemp(prefix="gaiyue-test-")
    atexit.register(shutil.rmtree, os.environ["GAIYUE_VAR"], ignore_errors=True)
os.environ.setdefault("GAIYUE_SECRET_KEY", "only-for-tests")

from gaiyue.settings import *  # noqa: F403 - after the environment is set

ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for cell in DATABASES.values():  # noqa: F405 - from the product's settings
    cell.setdefault(
        "TEST", {"NAME": ":memory:"}
    )  # said aloud, or each parallel runner makes up a path
