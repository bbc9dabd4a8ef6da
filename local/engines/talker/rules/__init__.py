"""One kind of message a file. Each rule looks at a talk and answers it, or passes."""
