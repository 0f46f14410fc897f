// The plan editor.
