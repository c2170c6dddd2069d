"""The pages of the entrance, by what people come for."""
