"""What may be uploaded, decided by what a file holds, not by what it is called.

Each check raises ValidationError with one sentence that says what to do (safeguards U01–U06, U08,
U11). Nothing is unpacked or decoded before its declared size is known.
"""

from .check import CheckedFile, check_file
from .names import human_name, storage_name
from .pictures import check_picture

__all__ = ["CheckedFile", "check_file", "check_picture", "human_name", "storage_name"]
