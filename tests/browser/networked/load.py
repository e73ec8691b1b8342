"""Puts a small cluster with a shared workshop into the running server's data, its year allocated."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
django.setup()

from tests.web.network.house import allocated, load, shared  # noqa: E402

from remeslo.web.apps.common.services.demo import make_demo_people  # noqa: E402

cluster = load(shared())
make_demo_people(cluster)
allocated(cluster)
