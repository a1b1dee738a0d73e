from .address import PageAddress, SiteVersion
from .audience import Audience, Barrier, PageAudience
from .base import BasePage, HomePage
from .files import File, FilePage, ItemUse, Picture, PictureRendition
from .theme import Theme

__all__ = [
    "Audience",
    "Barrier",
    "BasePage",
    "File",
    "FilePage",
    "HomePage",
    "ItemUse",
    "PageAddress",
    "PageAudience",
    "Picture",
    "PictureRendition",
    "SiteVersion",
    "Theme",
]
