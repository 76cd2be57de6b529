"""The WSGI application behind all three listeners."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machtigingen.project.settings")
application = get_wsgi_application()
