"""Cards on paper: how they lie on sheets, and which size of type fits."""
