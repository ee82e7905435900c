import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "#client/testing/launch-browser.ts";
import { readConfig } from "#server/config.ts";
import { startServer } from "#server/start-server.ts";
import { startCrowd } from "./demo-crowd.ts";
import { shoot } from "./screenshots/shoot.ts";
import { type RaceWatch, watchRace } from "./screenshots/watch-race.ts";

// npm run screenshots: the real server on data of its own, the demo's crowd, and one race from the
// lobby to the payout, seen by a display, a phone and the host. Every picture waits for what it shows.

const television = { width: 1920, height: 1080 };
const laptop = { width: 1280, height: 800 };
const handset = { width: 390, height: 844 };
const HOST_PIN = "246810";
const CROWD_SIZE = 12;
/** About the middle of a race, in ticks of 50 ms. */
const MIDDLE_TICK = 420;

const dataDir = await mkdtemp(path.join(os.tmpdir(), "grandstand-screenshots-"));
const server = await startServer(
  readConfig({
    PORT: "0",
    DATA_DIR: dataDir,
    PUBLIC_URL: "http://192.168.1.20:2567",
    HOST_PIN,
    AUTOPILOT: "true",
    LOBBY_SECONDS: "40",
    BETTING_SECONDS: "60",
    // Long enough for a display to be opened under the start lights.
    GATES_SECONDS: "12",
    SETTLING_SECONDS: "40",
  }),
);
const url = `http://localhost:${server.app.port}`;
const browser = await launchBrowser();
const crowd = startCrowd({ url });
try {
  const watch = await watchRace(url);
  const display = await openPage(browser, { path: "/favicon.svg", viewport: television });
  const phone = await openPage(browser, { path: "/", viewport: handset });
  await photographRace({ watch, display, phone, host: await openHost(browser) });
  await watch.close();
} finally {
  await browser.close();
  await crowd.close();
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}

type Scene = { watch: RaceWatch; display: Page; phone: Page; host: Page };

async function photographRace({ watch, display, phone, host }: Scene): Promise<void> {
  await phone.getByRole("textbox").first().fill("Marea");
  await shoot(phone, "phone-join");
  await phone.locator("button[type=submit]").click();
  await watch.until(({ playerCount }) => playerCount > CROWD_SIZE);
  await shootDisplay(display, "display-lobby");

  await watch.until(({ phase, betCount }) => phase === "betting" && betCount >= CROWD_SIZE);
  await phone.locator(".runner:nth-child(3)").click();
  await phone.locator(".stake:nth-of-type(2)").click();
  await phone.locator(".slip-button:enabled").waitFor();
  await shoot(phone, "phone-betting");
  await phone.locator(".slip-button").click();
  await phone.locator(".slip-button.is-done").waitFor();
  await shoot(host, "host-betting");
  await shootDisplay(display, "display-betting", async () => {
    await watch.until(({ betCount }) => betCount >= CROWD_SIZE + 7);
  });

  await watch.until(({ phase }) => phase === "racing");
  await shootDisplay(display, "display-start");
  await shoot(phone, "phone-race");
  await shootDisplay(display, "display-race", async () => {
    await watch.until(({ tick }) => tick >= MIDDLE_TICK);
  });

  await watch.until(({ isOfficial }) => isOfficial);
  await shoot(phone, "phone-result");
  await shootDisplay(display, "display-official");
}

/**
 * Opens the display at full resolution and photographs it at its moment. Drawn by the processor it
 * would leave none of it to the phone, so it is closed again.
 */
async function shootDisplay(
  display: Page,
  name: string,
  moment: () => Promise<void> = async () => {},
): Promise<void> {
  await display.goto(`${url}/display?test&res=1`);
  await display.waitForFunction("window.__grandstand?.ready");
  await moment();
  await shoot(display, name);
  await display.goto("about:blank");
}

async function openHost(to: Browser): Promise<Page> {
  const page = await openPage(to, { path: "/host", viewport: laptop });
  await page.locator("input[name=pin]").fill(HOST_PIN);
  await page.locator("button[type=submit]").click();
  return page;
}

type Opening = { path: string; viewport: { width: number; height: number } };

/** Opens a page as a device of its own would. */
async function openPage(to: Browser, { path: address, viewport }: Opening): Promise<Page> {
  const context = await to.newContext({
    viewport,
    locale: "en",
    colorScheme: "dark",
    // Waiting for a value on the page is done by evaluating, which the page's policy forbids.
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(url + address);
  return page;
}
