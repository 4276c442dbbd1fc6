"""The parser behind one door: texts in, columns of tokens out."""
