"""The roads of a visit, the same for every face: choose, check, confirm. A face gives its addresses and templates."""
