"""Cases: who the work is with, by code names only; an individual, a couple or a group."""
