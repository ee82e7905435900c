import { type Browser, chromium } from "playwright-core";
import { CHROMIUM_MISSING, findChromium } from "./find-chromium.ts";

/** Software WebGL, and nothing that talks to the outside. */
const switches = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
  "--disable-component-update",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
];

/** Starts the machine's Chromium without a window. Throws when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(CHROMIUM_MISSING);
  return chromium.launch({ executablePath, args: switches });
}
