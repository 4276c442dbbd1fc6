"""True of any text: folding, paragraphs, quotation marks, word forms, offsets."""
