"""Messages: who hears what, in the product and by mail; tried again, never sent twice, never lost in silence."""
