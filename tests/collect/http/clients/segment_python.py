"""Segment's client for Python: to an address, with a key, so many product views and who it was."""

import sys
import time

import segment.analytics as analytics

host, key, count, pause = sys.argv[1:]
analytics.host, analytics.write_key = host, key
for n in range(int(count)):
    analytics.track("u1", "Product Viewed", {"product_id": f"p{n}", "price": 12.5})
    time.sleep(float(pause))
analytics.identify("u1", {"firstName": "Ana"})
analytics.shutdown()
