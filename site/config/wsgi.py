"""The door for gunicorn: `gunicorn --chdir . --pythonpath .,site config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
# What was loaded until here stays until the process ends; looking through it again with every
# full collection costs a tenth of a page.
gc.collect()
gc.freeze()
