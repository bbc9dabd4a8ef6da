"""What stands between the network and the features: forged requests, bodies, headers, the request log."""
