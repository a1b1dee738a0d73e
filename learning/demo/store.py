"""Pictures and files of the demo, taken in by the same doors as anybody's."""

from wagtail.models import Collection

from learning.demo.reading import FILES, PICTURES
from pages.extraction import keep_text
from pages.models import File, Picture
from pages.storing import store_file, store_picture

COLLECTION = "Demo"


class Store:
    """Hands out ids; a picture or file is stored when it is first asked for, and then found."""

    def __init__(self) -> None:
        self._collection = self._find_collection()
        self._pictures = dict(
            Picture.objects.filter(collection=self._collection).values_list("title", "pk")
        )
        self._files = dict(
            File.objects.filter(collection=self._collection).values_list("title", "pk")
        )

    def picture(self, name: str) -> int:
        """The id of the picture `name` of learning/demo/pictures."""
        if name not in self._pictures:
            with (PICTURES / name).open("rb") as drawn:
                picture = store_picture(drawn, title=name, collection=self._collection)
            self._pictures[name] = picture.pk
        return self._pictures[name]

    def file(self, name: str) -> int:
        """The id of the file `name` of learning/demo/files, with its text read."""
        if name not in self._files:
            with (FILES / name).open("rb") as content:
                file = store_file(content, name, title=name, collection=self._collection)
            keep_text(file)
            self._files[name] = file.pk
        return self._files[name]

    @staticmethod
    def _find_collection() -> Collection:
        root = Collection.get_first_root_node()
        known = root.get_children().filter(name=COLLECTION).first()
        return known or root.add_child(instance=Collection(name=COLLECTION))
