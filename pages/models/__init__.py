from .address import PageAddress, SiteVersion
from .audience import Audience, Barrier, PageAudience
from .base import BasePage, HomePage
from .files import File, FilePage, ItemUse, Picture, PictureRendition
from .theme import Theme
from .worker import ChoreTurn, LivingWorker

__all__ = [
    "Audience",
    "Barrier",
    "BasePage",
    "ChoreTurn",
    "File",
    "FilePage",
    "HomePage",
    "ItemUse",
    "LivingWorker",
    "PageAddress",
    "PageAudience",
    "Picture",
    "PictureRendition",
    "SiteVersion",
    "Theme",
]
