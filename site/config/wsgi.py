"""The door for gunicorn: `gunicorn --chdir . --pythonpath .,site config.wsgi`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
# Views, words and addresses of each language are read before the first reader comes, and once for
# all workers (preload_app), which share what they do not change.
for language, _name in settings.LANGUAGES:
    with override(language):
        reverse("search")
# What was loaded until here stays until the process ends; looking through it again with every
# full collection costs a tenth of a page.
gc.collect()
gc.freeze()
