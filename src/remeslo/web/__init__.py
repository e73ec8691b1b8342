"""The application people use: Django over the same core and formats that the command line has."""
