"""The Wagtail ground: pages, audiences, blocks, pictures, files, themes and the registries."""
