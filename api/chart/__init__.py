"""A person's chart: as data, as a picture, against the sky of a day, and beside another chart."""
