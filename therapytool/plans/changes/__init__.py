"""Changes to a plan: values that turn one content into the next and say in words what they did."""
