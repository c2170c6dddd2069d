"""Services, blocks and appointments: book a visit, move it, receive it."""
