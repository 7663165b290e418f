// RudderStack's client for Node: to an address, with a key, so many product views and who it was.
const { setTimeout: rest } = require("node:timers/promises");
const module_ = require("@rudderstack/rudder-sdk-node");
const Analytics = module_.default ?? module_;

const [host, key, count, pause] = process.argv.slice(2);
const analytics = new Analytics(key, { dataPlaneUrl: host, flushInterval: 500 });
(async () => {
  for (let n = 0; n < count; n++) {
    analytics.track({ userId: "u1", event: "Product Viewed", properties: { product_id: `p${n}`, price: 12.5 } });
    await rest(pause * 1000);
  }
  analytics.identify({ userId: "u1", traits: { firstName: "Ana" } });
  setInterval(() => {}, 1000); // it sends in the background, and tells nobody when it is done
})();
