"""PDF on paper with a bundled Vietnamese typeface, and QR codes. Knows neither search nor dossiers."""
