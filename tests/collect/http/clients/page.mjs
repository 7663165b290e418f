// A page of the shop, with what scripts for browsers look for, and no network but this machine's.
import { JSDOM, VirtualConsole } from "jsdom";

const NAMES = ["document", "navigator", "location", "localStorage", "sessionStorage", "XMLHttpRequest"];

export function openPage() {
  return new JSDOM("<!doctype html><title>Tea</title><body></body>", {
    url: "https://shop.example/p/tea?utm_source=mail&utm_medium=email",
    referrer: "https://search.example/",
    pretendToBeVisual: true,
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(), // what a script logs is not for us
  }).window;
}

// For a script that is a module: modules run in Node, not in the page.
export function moveInto(window) {
  delete globalThis.navigator;
  globalThis.window = window;
  for (const name of NAMES) globalThis[name] = window[name];
  delete globalThis.fetch; // a page's requests go through the page, which asks before it sends
}
