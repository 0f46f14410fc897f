"""The content files of worksheets/, read strictly: exercises, fixed texts, the bibliography, sample answers."""
