"""The one place that names Elasticsearch's client: its documents, its requests, its errors.

Every error of the wire or of the server leaves here as one of ours, so that nobody above has to
know which there are.
"""

from .cluster import Address, Cluster, Kept
from .errors import Conflict, NodeFailed
from .rows import Body

__all__ = ["Address", "Body", "Cluster", "Conflict", "Kept", "NodeFailed"]
