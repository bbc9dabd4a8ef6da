"""What a word is to the memory's search: how text is cut into stems, which words mean nothing, which mean the same."""
