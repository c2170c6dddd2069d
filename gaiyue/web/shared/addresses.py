"""Numbers in addresses: those of rows, as long as the engines can hold them; any longer one is not there."""


class RowId:
    """The converter `<id:…>`: up to 18 digits, which is less than any engine's largest integer."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)
