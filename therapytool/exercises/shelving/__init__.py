"""What a practice keeps about exercises beside them: stars, tags, collections."""
