"""What was done away from the screen comes home: a PDF that was filled in, or pages on paper as a scan or photos.

A filled PDF is known by the token inside it (`recognizing`), its fields become answers (`answers`), and what would
change is shown before anything is kept (`proposals`). Pages are known by their QR and kept as pictures (`pages`).
"""
