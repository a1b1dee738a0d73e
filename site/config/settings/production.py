"""A site that others depend on: secrets are required, everything travels by HTTPS."""

from config.environment import read_environment

from .base import *  # noqa: F403

ENVIRONMENT = read_environment(needs_secrets=True)
SECRET_KEY = ENVIRONMENT.secret_key
NOTES_KEY = ENVIRONMENT.notes_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
DATABASES = {"default": ENVIRONMENT.database}
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True
SEEN_COOKIE_NAME = "__Host-seen"

# nginx writes the reader's address into X-Forwarded-For, over whatever a reader sent; without it
# all readers would be one to the limits on signing in.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
