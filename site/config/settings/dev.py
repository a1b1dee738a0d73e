"""One person's own machine, and the demo."""

from .base import *  # noqa: F403

DEBUG = False
# Manifest names need collectstatic; here files are served as they lie in the tree.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
