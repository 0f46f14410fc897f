"""What came back, to take away: sheets, CSV, JSON, FHIR, everything on one person."""
