// Segment's client for Node: to an address, with a key, so many product views and who it was.
import { Analytics } from "@segment/analytics-node";
import { setTimeout as rest } from "node:timers/promises";

const [host, key, count, pause] = process.argv.slice(2);
const analytics = new Analytics({ host, writeKey: key, maxRetries: 30 });
for (let n = 0; n < count; n++) {
  analytics.track({ userId: "u1", event: "Product Viewed", properties: { product_id: `p${n}`, price: 12.5 } });
  await rest(pause * 1000);
}
analytics.identify({ userId: "u1", traits: { firstName: "Ana" } });
await analytics.closeAndFlush({ timeout: 60_000 });
