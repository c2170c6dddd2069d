"""One file per page or pair of pages: parse, call one function, choose a page."""
