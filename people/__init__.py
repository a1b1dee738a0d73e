"""Persons, organisations and associations: who they are, how they come, meet and leave."""
