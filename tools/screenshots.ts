import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "#client/testing/launch-browser.ts";
import { readConfig } from "#server/config.ts";
import { startServer } from "#server/start-server.ts";
import { startCrowd } from "./demo-crowd.ts";
import { directBattle } from "./screenshots/direct-battle.ts";
import { directRace, type RaceDirector } from "./screenshots/direct-race.ts";
import { photographBattle } from "./screenshots/photograph-battle.ts";
import { shoot } from "./screenshots/shoot.ts";

// npm run screenshots [-- race | battle]: the real server on data of its own, the demo's crowd, and one
// race from the lobby to the payout, seen by a display, a phone and the host; then one battle between
// simulated viewers. Every picture waits for what it shows, and the show for the picture where it can.

const television = { width: 1920, height: 1080 };
const laptop = { width: 1280, height: 800 };
const handset = { width: 390, height: 844 };
const HOST_PIN = "246810";
const CROWD_SIZE = 12;
/** Bets until a tote board is worth a picture. */
const BETS_SHOWN = 22;
/** A busy machine draws the first picture of a display late. */
const PATIENCE_MS = 120_000;
/** About the middle of a race, in ticks of 50 ms. */
const MIDDLE_TICK = 420;
/** Where a replay stands for its picture, seconds of race time. */
const REPLAY_SECONDS = 24;

const dataDir = await mkdtemp(path.join(os.tmpdir(), "grandstand-screenshots-"));
const server = await startServer(
  readConfig({
    PORT: "0",
    DATA_DIR: dataDir,
    PUBLIC_URL: "http://192.168.1.20:2567",
    HOST_PIN,
    BETTING_SECONDS: "60",
    // The lights are on for long enough to be photographed by the slowest machine.
    GATES_SECONDS: "10",
    SETTLING_SECONDS: "60",
  }),
);
const url = `http://localhost:${server.app.port}`;
const browser = await launchBrowser();
try {
  const [part] = process.argv.slice(2);
  if (part !== "battle") await shootRace();
  if (part !== "race") await shootBattle();
} finally {
  await browser.close();
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function shootRace(): Promise<void> {
  const crowd = startCrowd({ url });
  try {
    const director = await directRace({ url, pin: HOST_PIN });
    const display = await openPage(browser, { path: "/favicon.svg", viewport: television });
    const phone = await openPage(browser, { path: "/", viewport: handset });
    await photographRace({ director, display, phone, host: await openHost(browser) });
    await director.close();
  } finally {
    await crowd.close();
  }
}

async function shootBattle(): Promise<void> {
  const director = await directBattle({ url, pin: HOST_PIN });
  const display = await openPage(browser, { path: "/favicon.svg", viewport: television });
  const phone = await openPage(browser, { path: "/", viewport: handset });
  await photographBattle({ url, director, display, phone, host: await openHost(browser) });
  await director.close();
}

type Scene = { director: RaceDirector; display: Page; phone: Page; host: Page };

async function photographRace({ director, display, phone, host }: Scene): Promise<void> {
  await phone.locator("input[name=name]").fill("Marea");
  await shoot(phone, "phone-join");
  await phone.locator("button[type=submit]").click();
  await director.until(({ playerCount }) => playerCount > CROWD_SIZE);
  await openDisplay(display);
  await shoot(display, "display-lobby");
  await closeDisplay(display);

  await director.say("openBetting");
  await director.until(({ betCount }) => betCount >= CROWD_SIZE);
  await phone.locator(".runner:nth-child(3)").click();
  await phone.locator(".stake:nth-of-type(2)").click();
  await phone.locator(".slip-button:enabled").waitFor();
  await shoot(phone, "phone-betting");
  await phone.locator(".slip-button").click();
  await phone.locator(".slip-button.is-done").waitFor();
  await photographCombination(phone);
  await director.until(({ betCount }) => betCount >= BETS_SHOWN);
  await director.say("pause");
  await shoot(host, "host-betting");
  await openDisplay(display);
  await resume({ director, display });
  await shoot(display, "display-betting");

  await director.say("lockBetting");
  await director.until(({ phase, tick }) => phase === "racing" && tick < 0);
  await display.locator("#stage[data-phase=racing]").waitFor();
  await shoot(display, "display-start");
  await director.until(({ tick }) => tick >= MIDDLE_TICK);
  await shoot(display, "display-race");
  await closeDisplay(display);
  await shoot(phone, "phone-race");

  await director.until(({ isOfficial }) => isOfficial);
  await director.say("pause");
  await shoot(phone, "phone-result");
  await openDisplay(display);
  await resume({ director, display });
  await shoot(display, "display-official");
  await photographAfterwards({ director, display, host });
}

/** A trifecta, filled in and paid for. */
async function photographCombination(phone: Page): Promise<void> {
  await phone.locator(".market-tabs .segment").last().click();
  for (const nth of [2, 5, 1]) await phone.locator(`.runner:nth-child(${nth})`).click();
  await phone.locator(".stake:nth-of-type(1)").click();
  await phone.locator(".slip-button:enabled").waitFor();
  await shoot(phone, "phone-trifecta");
}

/** What anyone can ask of a race that is over: its proof, its figures, the race itself. */
async function photographAfterwards({
  director,
  display,
  host,
}: Omit<Scene, "phone">): Promise<void> {
  const { raceId } = await director.until(({ isOfficial }) => isOfficial);
  await host.goto(`${url}/verify/${raceId}`);
  await host.locator("[data-verdict=pass]").waitFor();
  await shoot(host, "verify");
  await host.goto(`${url}/stats/races/${raceId}`);
  await host.locator("canvas").first().waitFor();
  await shoot(host, "stats-race");
  await display.goto(`${url}/replay/${raceId}?test&res=1&t=${REPLAY_SECONDS}`);
  await display.waitForFunction("window.__grandstand?.world === 'drawn'");
  await shoot(display, "replay");
}

/** Lets the countdown go on, and the display see it. */
async function resume({ director, display }: Pick<Scene, "director" | "display">): Promise<void> {
  await director.say("resume");
  await display.getByText("Paused").first().waitFor({ state: "hidden" });
}

/** At full resolution. Drawn by the processor it leaves none of it to the phone, hence `closeDisplay`. */
async function openDisplay(display: Page): Promise<void> {
  await display.goto(`${url}/display?test&res=1`);
  await display.waitForFunction("window.__grandstand?.ready");
}

async function closeDisplay(display: Page): Promise<void> {
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
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.goto(url + address);
  return page;
}
