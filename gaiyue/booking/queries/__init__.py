"""What pages and answers read: rows ready to show, by who asks."""
