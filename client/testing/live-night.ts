import { randomUUID } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import { type SkippingClock, startSkippingClock } from "#server/testing/skipping-clock.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { createTestDatabase } from "#server/testing/test-database.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";
import { buildPagesIfStale } from "#tools/build-pages.ts";
import { root } from "#tools/root.ts";
import { launchBrowser } from "./launch-browser.ts";
import { watchPage } from "./watch-page.ts";

const devices = {
  phone: { width: 390, height: 844 },
  smallPhone: { width: 360, height: 740 },
  laptop: { width: 1280, height: 720 },
  television: { width: 1920, height: 1080 },
} as const;

/** A page that is open, with all that went wrong on it so far. */
export interface OpenPage {
  page: Page;
  faults: string[];
}

/** The real app, a clock that can skip, and a browser. */
export interface LiveNight {
  /** Another one after a restart. */
  readonly test: TestApp;
  readonly clock: SkippingClock;
  readonly browser: Browser;
  /** Opens a path as another device would; in English and at a laptop's size unless told otherwise. */
  open(
    path: string,
    options?: BrowserContextOptions & { device?: keyof typeof devices; origin?: string },
  ): Promise<OpenPage>;
  /** The same for a page on which nothing may go wrong: what does is in `faults`. */
  openFaultless(...wishes: Parameters<LiveNight["open"]>): Promise<Page>;
  /** What has gone wrong on any of those pages. */
  faults(): string[];
  /** A host's seat without a page. */
  host(): Promise<TestSeat>;
  /** Stops the server and starts it again on its database and its port; `meanwhile` sees it gone. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Long phases: only the host, or a test that skips time, moves a race on. Seats are not kept for
 * long: Colyseus waits for who has left even when the server is closed.
 */
const settings = {
  LOBBY_SECONDS: "600",
  BETTING_SECONDS: "600",
  SETTLING_SECONDS: "120",
  SEAT_KEPT_SECONDS: "10",
};

export async function startLiveNight(environment: Record<string, string> = {}): Promise<LiveNight> {
  await buildPagesIfStale({ root });
  const clock = startSkippingClock();
  const database = await createTestDatabase();
  const instanceId = randomUUID();
  const start = (port: number) =>
    startTestApp({
      clock,
      instanceId,
      // Kept over a restart.
      database: { ...database, drop: async () => {} },
      environment: { ...settings, ...environment, PORT: String(port) },
    });
  let test = await start(0);
  const browser = await launchBrowser();
  const faultsOfPages: string[][] = [];
  const open: LiveNight["open"] = async (
    path,
    { device = "laptop", origin = test.url, ...options } = {},
  ) => {
    const context = await browser.newContext({
      viewport: devices[device],
      locale: "en",
      ...options,
    });
    const page = await context.newPage();
    const faults = watchPage(page);
    await page.goto(origin + path);
    return { page, faults };
  };
  return {
    get test() {
      return test;
    },
    clock,
    browser,
    open,
    async openFaultless(...wishes) {
      const { page, faults } = await open(...wishes);
      faultsOfPages.push(faults);
      return page;
    },
    faults: () => faultsOfPages.flat(),
    host: async () => test.seat(await test.hostToken()),
    async restart(meanwhile) {
      const { port } = test.app;
      await test.close();
      await meanwhile();
      test = await start(port);
    },
    async close() {
      // Before the pages: a seat that is left is kept for a while.
      await test.close();
      await browser.close();
      await database.drop();
    },
  };
}

/** Lets the race run on, leaving out its middle, until somebody has covered `part` of the way. */
export async function skipRace(
  { clock }: Pick<LiveNight, "clock">,
  seat: TestSeat,
  part: number,
): Promise<void> {
  const coveredMm = () => Math.max(0, ...seat.state.positions) * POSITION_STEP_MM;
  while (seat.state.phase === "racing" && coveredMm() < seat.state.distanceMm * part) {
    const { tick } = seat.state;
    clock.skip(1_000);
    await seat.until((state) => state.tick > tick || state.phase !== "racing");
  }
}
