"""The application in the browser: accounts, design, screens and API."""
