import { expect } from "chai";
import type { Page } from "playwright-core";
import { replay as words } from "#client/languages/en/replay.ts";
import { hashTrace, type RaceTrace, traceRace } from "#client/race/replay/trace-race.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { runEventfulRace } from "#client/testing/run-eventful-race.ts";
import { effectBits } from "#common/race/powers.ts";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

/** What a replay shows under `?test`. */
interface Probe {
  world: string;
  timeMs: number;
  metres: number[];
  effects: number[];
  traceHash(): string;
}

describe("a race can be watched again", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  let page: Page;
  let raceId = 0;
  let record: RaceRecordV2;
  let trace: RaceTrace;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    raceId = await runEventfulRace(night, host);
    const answer = await night.test.call("GET", `/races/${raceId}/record`);
    record = answer.body as unknown as RaceRecordV2;
    trace = traceRace(record) as RaceTrace;
    page = await open(`/replay/${raceId}?lang=en&test&res=0.25&t=-3`);
    await barShown(page);
  });
  after(() => night.close());

  const open: LiveNight["openFaultless"] = (path, options) =>
    night.openFaultless(path, { device: "phone", ...options });

  const barShown = (of: Page) => of.locator(".replay-bar").waitFor();
  const scrubber = () => page.getByRole("slider", { name: words.position });
  const position = async () => Number(await scrubber().inputValue());

  /** Goes to a tick as a hand on the bar does, and waits until it is drawn. */
  async function goToTick(tick: number): Promise<Omit<Probe, "traceHash">> {
    await scrubber().fill(String(tick * TICK_MS));
    const drawn = await page.waitForFunction((timeMs) => {
      const { traceHash: _, ...probe } = (window as unknown as { __grandstand: Probe })
        .__grandstand;
      return probe.timeMs === timeMs && probe;
    }, tick * TICK_MS);
    return (await drawn.jsonValue()) as Probe;
  }

  it("is the same in the browser as in Node, to the byte, with powers and a scratched runner", async () => {
    expect(record.inputs).lengthOf(3);
    expect(record.scratched).lengthOf(1);
    const hash = await page.evaluate(() =>
      (window as unknown as { __grandstand: Probe }).__grandstand.traceHash(),
    );
    expect(hash).to.equal(hashTrace(trace));
  });

  it("draws everybody where they were at that moment, forwards and backwards", async () => {
    for (const tick of [400, 100, 101, 0, 700]) {
      const { metres } = await goToTick(tick);
      const { runnerCount, positionsMm } = trace;
      const field = positionsMm.subarray(tick * runnerCount, (tick + 1) * runnerCount);
      expect(metres.map((one) => Math.round(one * 1_000))).to.deep.equal([...field]);
    }
  });

  it("shows a power at work, and why one did not work", async () => {
    const [boost, , again] = record.inputs;
    const { effects } = await goToTick(boost!.tick + 1);
    expect(effects[boost!.target - 1]! & effectBits.boost).to.equal(effectBits.boost);
    await goToTick(again!.tick + 2);
    await page.locator(".cast-caption", { hasText: "already at work" }).waitFor();
  });

  it("leaves who was scratched out of the standings", async () => {
    const [scratched] = record.scratched;
    await goToTick(200);
    const rows = page.locator(".tower-row .chip");
    expect(await rows.count()).to.equal(record.card.runners.length - 1);
    expect(await rows.allTextContents()).not.to.include(String(scratched));
  });

  it("plays and pauses by its button and by the space bar, at the speed that is chosen", async () => {
    await goToTick(100);
    await page.getByRole("button", { name: words.play }).click();
    await page.waitForFunction(
      () => (window as unknown as { __grandstand: Probe }).__grandstand.timeMs > 5_400,
    );
    await page.getByText(words.times("8"), { exact: true }).click();
    await page.waitForFunction(
      () => (window as unknown as { __grandstand: Probe }).__grandstand.timeMs > 20_000,
    );
    await scrubber().focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: words.play }).waitFor();
    const stoodAt = await position();
    await page.keyboard.press("ArrowLeft");
    expect(await position()).to.equal(stoodAt - 1_000);
    await page.keyboard.press("Shift+ArrowRight");
    expect(await position()).to.equal(stoodAt + 4_000);
    await page.keyboard.press(".");
    expect(await position()).to.equal(stoodAt + 4_050);
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(".replay-speeds :checked + span").textContent()).to.equal("4×");
  });

  it("ends with the official order and what it paid", async () => {
    await page.keyboard.press("End");
    const names = record.order.flat().map((number) => record.card.runners[number - 1]?.name);
    const board = page.locator(".official");
    await board.locator(".stamp.is-official").waitFor();
    expect(await board.locator("tbody .tote-name").allTextContents()).to.deep.equal(names);
    await page.getByRole("button", { name: words.again }).waitFor();
    expect(await page.locator(`a.replay-check[href="/verify/${raceId}"]`).count()).to.equal(1);
  });

  it("can be read by everybody, on a small phone too", async () => {
    await page.context().close();
    const small = await open(`/replay/${raceId}?res=0.25&t=20&lang=en`, { device: "smallPhone" });
    expect(await findBarriers(small, barShown)).to.deep.equal([]);
    await small.context().close();
  });

  /** The page as it shows whatever is served instead of the record. */
  async function openWith(change: (of: RaceRecordV2) => void): Promise<Page> {
    const served = structuredClone(record);
    change(served);
    const other = await open("about:blank", { origin: "" });
    await other.route(`**/races/${raceId}/record`, (route) => route.fulfill({ json: served }));
    await other.goto(`${night.test.url}/replay/${raceId}?res=0.25&t=3&lang=en`);
    return other;
  }

  it("says that rules which are not here ran a race", async () => {
    const other = await openWith((of) => (of.engineHash = "ab".repeat(32)));
    await other.getByText(words.faults.engine_unknown.heading).waitFor();
    const message = (of: Page) => of.locator("[data-fault]").waitFor();
    expect(await findBarriers(other, message)).to.deep.equal([]);
    await other.context().close();
  });

  it("says so where the record tells another result than the run", async () => {
    const other = await openWith((of) => of.order.reverse());
    await other.getByText(words.differs).waitFor();
    await other.context().close();
  });

  it("shows how a race void after its lock would have ended, and that it is void", async () => {
    await host.direct("nextRace");
    await host.until(({ phase }) => phase === "lobby");
    const { raceId: next } = host.state;
    await host.direct("openBetting");
    await host.until(({ phase }) => phase === "betting");
    const other = await open(`/replay/${next}?res=0.25&t=20&lang=en`);
    await other.getByText(words.faults.pending.heading).waitFor();
    await host.direct("lockBetting");
    await host.until(({ phase, tick }) => phase === "racing" && tick > 0);
    await host.callOff("rain");
    await barShown(other);
    await other.locator(".tower-row").first().waitFor();
    await other.keyboard.press("End");
    await other.locator(".void-notice", { hasText: "rain" }).waitFor();
    await other.context().close();
  });

  it("a race that does not exist is said to be none", async () => {
    const lost = await night.open("/replay/99999?lang=en", { device: "phone" });
    await lost.page.getByText(words.faults.unknown.heading).waitFor();
    await lost.page.goto(`${night.test.url}/replay?lang=en`);
    await lost.page.getByText(words.faults.no_race.heading).waitFor();
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
