// RudderStack's script for browsers, in a page: to an address, with a key, so many product views and who it was.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { openPage } from "./page.mjs";

const [host, key, count, pause] = process.argv.slice(2);
const main = createRequire(import.meta.url).resolve("@rudderstack/analytics-js/bundled");
const window = openPage();
window.eval(readFileSync(join(dirname(main), "../umd/index.js"), "utf8"));
const analytics = new window.rudderanalytics.RudderAnalytics();
analytics.load(key, host, { configUrl: host, polyfillIfRequired: false });
for (let n = 0; n < count; n++) {
  analytics.track("Product Viewed", { product_id: `p${n}`, price: 12.5 });
  await rest(pause * 1000);
}
analytics.identify("u1", { firstName: "Ana" });
setInterval(() => {}, 1000); // the page stays open: what could not be sent is sent again
