"""What comes in and what goes out, as types; the OpenAPI is made from them."""
