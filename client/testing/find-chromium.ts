import { existsSync } from "node:fs";

/** Where Linux, macOS and Windows put Chromium and its kin. */
const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export const CHROMIUM_MISSING =
  "Pages are opened in Chromium, and there is none: install the package `chromium` " +
  "(or set CHROMIUM to the path of Chrome) and try again.";

/** The first Chromium of this machine, or undefined; `CHROMIUM` in the environment names another. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  return [...(named ? [named] : []), ...places].find((place) => existsSync(place));
}
