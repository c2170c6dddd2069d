"""One file per page: parse, call one function, choose a page."""
