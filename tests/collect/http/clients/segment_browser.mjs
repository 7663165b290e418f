// Segment's script for browsers, in a page: to an address, with a key, so many product views and who it was.
import { setTimeout as rest } from "node:timers/promises";
import { moveInto, openPage } from "./page.mjs";

const [host, key, count, pause] = process.argv.slice(2);
moveInto(openPage());
const { AnalyticsBrowser } = await import("@segment/analytics-next");
const { host: apiHost, protocol } = new URL(host);
const ours = { apiKey: key, apiHost: `${apiHost}/v1`, protocol: protocol.slice(0, -1) };
const analytics = AnalyticsBrowser.load({ writeKey: key, cdnSettings: { integrations: { "Segment.io": ours } } });
for (let n = 0; n < count; n++) {
  analytics.track("Product Viewed", { product_id: `p${n}`, price: 12.5 });
  await rest(pause * 1000);
}
analytics.identify("u1", { firstName: "Ana" });
setInterval(() => {}, 1000); // the page stays open: what could not be sent is sent again
