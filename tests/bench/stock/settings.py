"""A site with one kind of text and Wagtail's database search, on DATABASE_URL."""

from environs import Env

SECRET_KEY = "only for measuring"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "taggit",
    "wagtail",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "tests.bench.stock",
]
DATABASES = {"default": Env().dj_db_url("DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Stock"
USE_TZ = True
