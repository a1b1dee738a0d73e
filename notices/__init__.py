"""What reaches a person: the list on the site, mail, digests, preferences and the outbox."""
