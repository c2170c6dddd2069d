"""How the API is used: the page for those who connect a system."""
