"""How gunicorn serves the site behind nginx; the address it listens on is named by its caller."""

wsgi_app = "config.wsgi"
# Two processes keep serving when one is lost; threads wait for the database, not for readers, since
# nginx takes whole answers.
workers = 2
worker_class = "gthread"
threads = 4
# Loaded once, before the workers part: each then has only what it changes for itself.
preload_app = True
# Longer than the longest honest request, a PDF of a long manual.
timeout = 60
# nginx keeps its connections open for this long.
keepalive = 75
control_socket_disable = True
accesslog = None
errorlog = "-"
