"""Settings that hold everywhere. What differs between machines is in config/environment.py."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.environment import ROOT, Environment, read_environment

ENVIRONMENT: Environment = read_environment(needs_secrets=False)

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
# Private notes are sealed with it. Whoever loses it loses them; no backup of the database holds it.
NOTES_KEY = ENVIRONMENT.notes_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
PEERHALL_DATA = ENVIRONMENT.data
PEERHALL_SAMPLES = ENVIRONMENT.samples
PEERHALL_RELEASE = ENVIRONMENT.release
PEERHALL_IS_DEMO = ENVIRONMENT.is_demo
SEARCH_INDEX_FOLDER = PEERHALL_DATA / "index"
# With a server the index is there, and the folder above is not used.
SEARCH_SERVER = ENVIRONMENT.search_server

INSTALLED_APPS = [
    "config",
    "search",
    "impact",
    "benchmarking",
    # The demo is planted from the bottom up: duties follow what coaching has dated back.
    "training",
    "internships",
    "partnerships",
    # Before the library: its demo speaks of texts that must be there first.
    "forums",
    "learning",
    "mentoring",
    "people",
    "notices",
    "pages",
    "wagtail_localize",
    "wagtail_localize.locales",
    "people.cms_apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail.contrib.table_block",
    "wagtail.search",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that a page a visitor already holds costs one query and no more.
    "pages.middleware.UnchangedPageMiddleware",
    "pages.middleware.TextCompressionMiddleware",
    "pages.parts.PartsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pages.middleware.PrivacyHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "pages.csrf.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.held.RolesAskedOnceMiddleware",
    "people.middleware.SessionAgeMiddleware",
    "people.middleware.LimitsMiddleware",
    "people.middleware.SecondFactorMiddleware",
    "pages.cms_doors.CmsDoorsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.frame.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the process's own memory: nothing that two processes must agree on belongs here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = PEERHALL_DATA / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Never served by address: pictures and files go through guarded views (safeguards L20).
MEDIA_ROOT = PEERHALL_DATA / "files"
MEDIA_URL = "/media/"
# For a site behind our nginx (site/deployment): it sends what those views have allowed.
NGINX_SENDS_FILES = ENVIRONMENT.nginx_sends_files
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Wagtail's editor posts a field for each block of a long manual.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# People and login: one door, by e-mail
AUTH_USER_MODEL = "people.Person"
# By e-mail, which is Person's USERNAME_FIELD. One hash for each try, whoever is asked for.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "people.passwords.LongEnough"},
    {"NAME": "people.passwords.NotCommon"},
    {"NAME": "people.passwords.NotAboutYou"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
MFA_ADAPTER = "people.adapters.SecondStepAdapter"
ACCOUNT_FORMS = {
    "login": "people.forms.SignInForm",
    "change_password": "people.forms.ChangePasswordForm",
    "reset_password_from_key": "people.forms.ResetPasswordKeyForm",
    "reauthenticate": "people.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "activate_totp": "people.forms.SetUpSecondStepForm",
    "authenticate": "people.forms.SecondStepForm",
    "reauthenticate": "people.forms.SecondStepAgainForm",
}
MFA_TOTP_ISSUER = "Peerhall"
# allauth's own table of addresses is not used: an address is the person's, and confirmed by us.
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = None
# Whoever has the mailed link is in, however often others guess at the password meanwhile (S03).
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Ours count for all processes at once: people/limits.py.
ACCOUNT_RATE_LIMITS = False
# Of its own to Django's reset; allauth's writes to the database when a link is looked at.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
SEEN_COOKIE_NAME = "seen"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Mail: through the outbox of notices/ alone. The demo sends none: it is read in the site.
EMAIL_BACKEND = (
    "django.core.mail.backends.dummy.EmailBackend"
    if PEERHALL_IS_DEMO
    else str(ENVIRONMENT.email_url["EMAIL_BACKEND"])
)
EMAIL_FILE_PATH = str(ENVIRONMENT.email_url["EMAIL_FILE_PATH"])
EMAIL_HOST = str(ENVIRONMENT.email_url["EMAIL_HOST"] or "localhost")
EMAIL_PORT = ENVIRONMENT.email_url["EMAIL_PORT"] or 25
EMAIL_HOST_USER = str(ENVIRONMENT.email_url["EMAIL_HOST_USER"] or "")
EMAIL_HOST_PASSWORD = str(ENVIRONMENT.email_url["EMAIL_HOST_PASSWORD"] or "")
EMAIL_USE_TLS = bool(ENVIRONMENT.email_url.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(ENVIRONMENT.email_url.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.from_address
# Told when a record is opened by exception; nobody where it is empty.
DATA_PROTECTION_CONTACT = ENVIRONMENT.data_protection_contact
# Where something takes replies to notices, their Reply-To tells it which mail is answered.
REPLY_DOMAIN = ENVIRONMENT.reply_domain

# Background work: a table of our own database
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Wagtail
WAGTAIL_SITE_NAME = "Peerhall"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.base_url
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["UTC"]
WAGTAIL_FINISH_WORKFLOW_ACTION = "people.finishing.publish_what_was_approved"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# One door for accounts: allauth, with the second factor.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Audiences are our own; the stock privacy dialog is off.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False, "LOGIN": False, "GROUPS": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False, "LOGIN": False, "GROUPS": False}
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.upload_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "heic", "heif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "pages.File"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.upload_forms.FileForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
# The server fetches nothing for an embed (safeguards U15); videos have a block of their own.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# An address is kept as it is written: Wagtail would answer with the title of the page behind it.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
# Serves the CMS and its choosers only; readers' search is the room `search/`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# Headers
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # The CMS has its own, looser policy: pages/middleware.py.
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# It looks for the name of Django's own middleware, which ours (pages/csrf.py) stands in for.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
