from .mail import Mail
from .notice import Notice
from .preference import Preference

__all__ = ["Mail", "Notice", "Preference"]
