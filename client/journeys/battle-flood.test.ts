import { expect } from "chai";
import type { CDPSession, Page } from "playwright-core";
import { FLIGHTS_MAX } from "#client/battle/display/gift-flow.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { overlayReady } from "#client/testing/read-overlay.ts";
import { type StageSeat, takeStage } from "#client/testing/take-stage.ts";

const EVENTS_PER_SECOND = 200;
/** Recorded events in each of the two stretches that are compared. */
const STRETCH_EVENTS = 2_000;
/** What caches of the browser itself come and go by; one gift kept for ever each 2,000 events would be more. */
const HEAP_GROWTH_MAX = 1_000_000;
/** Elements in the page, and nodes that wait to be collected. */
const NODES_MAX = 2_000;
const FLOATERS_MAX = 10;
const TICKER_MAX = 20;

type Peaks = { flying: number; floaters: number; ticker: number; elements: number };
type Watched = { peaks?: Peaks; __grandstand: { flying: number; merged: number } };

describe("a flood of gifts on the overlay", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let stage: StageSeat;
  let screen: Page;
  let faults: string[];
  let devtools: CDPSession;

  before(async () => {
    night = await startLiveNight();
    stage = await takeStage(night.test);
    await stage.command("startBattle", { durationMs: 600_000 });
    const viewport = { width: 960, height: 540 };
    const path = "/display?scene=battle&test&res=0.25&sound=off";
    ({ page: screen, faults } = await night.open(path, { viewport }));
    await overlayReady(screen);
    devtools = await screen.context().newCDPSession(screen);
    await devtools.send("HeapProfiler.enable");
    await stage.command("connectLive", {
      source: "simulator",
      eventsPerSecond: EVENTS_PER_SECOND,
      seed: 7,
    });
    await screen.evaluate(watchPeaks);
  });
  after(() => night.close());

  async function stretch() {
    const until = stage.state.recordedCount + STRETCH_EVENTS;
    await stage.until(({ recordedCount }) => recordedCount >= until);
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    return { usedSize, nodes, jsEventListeners };
  }

  it("keeps nothing of what has flown by", async () => {
    // The first stretch fills caches: pictures of gifts, flags, letters.
    await stretch();
    const before = await stretch();
    const after = await stretch();
    expect(after.usedSize - before.usedSize).to.be.below(HEAP_GROWTH_MAX);
    expect(after.nodes).to.be.below(NODES_MAX);
    expect(after.jsEventListeners).to.equal(before.jsEventListeners);
  });

  it("never has more in the air or on the ticker than can be watched", async () => {
    const { peaks, merged } = await screen.evaluate(() => {
      const watched = window as unknown as Watched;
      return { peaks: watched.peaks as Peaks, merged: watched.__grandstand.merged };
    });
    expect(peaks.flying).to.be.within(1, FLIGHTS_MAX);
    expect(peaks.floaters).to.be.within(1, FLOATERS_MAX);
    expect(peaks.ticker).to.be.within(1, TICKER_MAX);
    expect(peaks.elements).to.be.below(NODES_MAX);
    expect(merged).to.be.above(0);
  });

  it("counts everything that it did not let fly", async () => {
    await stage.command("disconnectLive", {});
    const { droppedCount } = await stage.until(({ sourceState }) => sourceState === "off");
    expect(droppedCount).to.equal(0);
    // The answer came when all was recorded; the seat may still be one picture behind.
    const { body } = await night.test.call("GET", "/battles/active");
    const { standings } = body.battle as { standings: { country: string; points: number }[] };
    const scores = Object.fromEntries(standings.map(({ country, points }) => [country, points]));
    await screen.waitForFunction((wanted) => {
      type Shown = { __grandstand: { shownScores: Record<string, number> } };
      const { shownScores } = (window as unknown as Shown).__grandstand;
      return Object.entries(wanted).every(([country, score]) => shownScores[country] === score);
    }, scores);
    expect(faults).to.deep.equal([]);
  });
});

/** From now on the page notes with every frame the most there ever was of everything. */
function watchPeaks(): void {
  const watched = window as unknown as Watched;
  const peaks = { flying: 0, floaters: 0, ticker: 0, elements: 0 };
  watched.peaks = peaks;
  const look = () => {
    peaks.flying = Math.max(peaks.flying, watched.__grandstand.flying);
    for (const [name, selector] of [
      ["floaters", ".floater"],
      ["ticker", ".battle-ticker li"],
      ["elements", "*"],
    ] as const) {
      peaks[name] = Math.max(peaks[name], document.querySelectorAll(selector).length);
    }
    requestAnimationFrame(look);
  };
  look();
}
