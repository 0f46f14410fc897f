"""A plan as print documents, which packet is wanted, whose each copy is, and how it is bound."""
