"""Messages for staff: those that got stuck, and what all of them say."""
