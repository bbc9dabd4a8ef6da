"""Wire models and closed vocabularies that the service and the worker both speak."""
