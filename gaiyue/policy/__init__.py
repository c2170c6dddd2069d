"""The rules: facts in, Decision out; the limits they judge by, in editions; and the words for both."""
