"""Exits with 0 if gunicorn here serves the home page, which asks the database; else says why not.

Asks as nginx does, for the host of BASE_URL: the site knows no other.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit

connection = http.client.HTTPConnection(sys.argv[1], timeout=10)
head = {"Host": urlsplit(os.environ["BASE_URL"]).netloc, "X-Forwarded-Proto": "https"}
connection.request("GET", "/en/", headers=head)
status = connection.getresponse().status
sys.exit(None if status == http.client.OK else f"the home page answers {status}")
