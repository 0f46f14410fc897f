"""Forms made from the content types: what each field is, how it is put, what was typed, what is wrong with it."""
