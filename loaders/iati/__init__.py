"""Activities published under the IATI standard, version 2, as exchanges."""
