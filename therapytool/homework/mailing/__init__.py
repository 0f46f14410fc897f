"""Mail on its way: the outbox, reminders, and who carries them."""
