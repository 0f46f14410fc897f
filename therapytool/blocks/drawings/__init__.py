"""What drawn blocks are made of: geometry, drawings as values, outlines, hatching, pictures we ship."""
