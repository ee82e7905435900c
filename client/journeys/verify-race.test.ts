import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { verify as words } from "#client/languages/en/verify.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { fillSlip, joinRoom, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { runEventfulRace, runPlainRace } from "#client/testing/run-eventful-race.ts";
import type { RaceRecordV2 } from "#common/race/record.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

describe("anybody can check a race in a browser", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  /** Ana's, who was there with a bet and a secret of her own. */
  let phone: Page;
  let raceId = 0;
  let record: RaceRecordV2;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    phone = await open(`/?room=${night.test.lobby.code}`);
    await joinRoom(phone, "Ana");
    await runPlainRace(night, host);
    raceId = await runEventfulRace(night, host, async () => {
      await fillSlip(phone, { runner: 1, stake: "50" });
      await slipButton(phone).click();
      await phone.locator(".bet.is-open").waitFor();
    });
    const answer = await night.test.call("GET", `/races/${raceId}/record`);
    record = answer.body as unknown as RaceRecordV2;
  });
  after(() => night.close());

  const open: LiveNight["openFaultless"] = (path, options) =>
    night.openFaultless(path, { device: "smallPhone", ...options });

  const judged = (name: string) => (page: Page) =>
    page.locator(`[data-verdict="${name}"]`).waitFor();
  const stepsIn = (page: Page, state: string) =>
    page
      .locator(`.step[data-state="${state}"]`)
      .evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset["step"]));

  /** The page as it judges whatever is served instead of the record. */
  async function openWith(served: unknown): Promise<Page> {
    const page = await open("about:blank", { origin: "" });
    await page.route(`**/races/${raceId}/record`, (route) => route.fulfill({ json: served }));
    await page.goto(`${night.test.url}/verify/${raceId}?lang=en`);
    return page;
  }

  it("PASS: every step holds, the race before and the phone's own bet with it", async () => {
    await phone.goto(`${night.test.url}/verify/${raceId}?lang=en`);
    await judged("pass")(phone);
    expect(await stepsIn(phone, "ok")).lengthOf(16);
    await phone.getByText("1 of 1 phone answered", { exact: true }).waitFor();
    const mine = phone.getByRole("region", { name: words.mine.heading });
    expect(await mine.locator("tbody tr").allTextContents()).lengthOf(1);
    expect(await mine.textContent()).to.include("Win1");
    expect(await findBarriers(phone, judged("pass"))).to.deep.equal([]);
  });

  it("shows the order and the pools that it has proven, and what it can't prove", async () => {
    const order = phone.locator(".order-table tbody tr");
    const names = record.order.flat().map((number) => record.card.runners[number - 1]?.name ?? "");
    const shown = await order.locator("th").allTextContents();
    expect(shown.map((text) => text.replace(/^\d+/, ""))).to.deep.equal(names);
    await phone.goto(`${night.test.url}/verify/${raceId}?lang=en`);
    await phone.getByText(words.limits.allAnswered).waitFor();
    await phone.getByText(words.limits.mineAnswered).waitFor();
  });

  it("hands out the record as a file, and the command that judges it", async () => {
    const download = phone.waitForEvent("download");
    await phone.getByRole("button", { name: words.yourself.record }).click();
    const file = await download;
    expect(file.suggestedFilename()).to.equal(`race-${raceId}.json`);
    expect(JSON.parse(await readFile(await file.path(), "utf8"))).to.deep.equal(record);
    await phone
      .getByText(`npm run verify-race -- race-${raceId}.json --receipts receipts-${raceId}.json`)
      .waitFor();
  });

  it("a browser that was not there looks at all but the phone's own part", async () => {
    const page = await open(`/verify/${raceId}?lang=en`);
    await judged("pass")(page);
    expect(await stepsIn(page, "skipped")).to.deep.equal(["receipts"]);
    await page.getByText(words.mine.none).waitFor();
    await page.context().close();
  });

  const tampered: [step: string, what: string, change: (of: RaceRecordV2) => void][] = [
    ["commitment", "another seed", (of) => (of.serverSeed = "00".repeat(32))],
    ["bets", "another stake", (of) => (of.bets[0]!.stake = "21")],
    ["race", "another order", (of) => of.order.reverse()],
    ["race", "a power on another runner", (of) => (of.inputs[0]!.target = 6)],
    [
      "pools",
      "another payout",
      (of) => (of.bets.find((bet) => bet.status === "won")!.payout += "0"),
    ],
  ];
  for (const [step, what, change] of tampered) {
    it(`FAIL at ${step}: ${what}`, async () => {
      const served = structuredClone(record);
      change(served);
      const page = await openWith(served);
      await judged("fail")(page);
      expect(await stepsIn(page, "fault")).to.deep.equal([step]);
      await page.getByText(words.claimed).waitFor();
      await page.context().close();
    });
  }

  it("FAIL at the receipts: a phone whose bet was changed with everything that hangs on it", async () => {
    await phone.evaluate((name) => {
      const kept = JSON.parse(localStorage.getItem(name) ?? "{}");
      kept.bets[0].stake = "51";
      localStorage.setItem(name, JSON.stringify(kept));
    }, `grandstand.race.${raceId}.${record.commit}`);
    await phone.reload();
    await judged("fail")(phone);
    expect(await stepsIn(phone, "fault")).to.deep.equal(["receipts"]);
    expect(await findBarriers(phone, judged("fail"))).to.deep.equal([]);
  });

  it("BROKEN: a race that is long over and shows no seed", async () => {
    const page = await open("about:blank", { origin: "" });
    const { body } = await night.test.call("GET", `/stats/races/${raceId}`);
    const hidden = { ...body, finishedAt: null, status: "racing", offAt: Date.now() - 200_000 };
    await page.route(`**/stats/races/${raceId}`, (route) => route.fulfill({ json: hidden }));
    await page.goto(`${night.test.url}/verify/${raceId}?lang=en`);
    await judged("broken")(page);
    expect(await findBarriers(page, judged("broken"))).to.deep.equal([]);
    await page.context().close();
  });

  it("a race void after its lock shows how it would have ended, and how many there were", async () => {
    await host.direct("nextRace");
    await host.until(({ phase }) => phase === "lobby");
    await host.direct("openBetting");
    await host.until(({ phase }) => phase === "betting");
    const { raceId: next } = host.state;
    const page = await open(`/verify/${next}?lang=en`);
    await judged("waiting")(page);
    await host.direct("lockBetting");
    await host.until(({ phase, tick }) => phase === "racing" && tick > 0);
    await host.callOff("rain");
    await judged("pass")(page);
    await page.getByText(words.wouldBe).waitFor();
    await page.getByText(words.voidsTonight(1)).waitFor();
    expect(await page.locator(".order-table tbody tr").count()).above(4);
    expect(await findBarriers(page, judged("pass"))).to.deep.equal([]);
  });

  it("a race that does not exist is said to be none", async () => {
    const lost = await night.open("/verify/99999?lang=en", { device: "phone" });
    await lost.page.getByText(words.missing).waitFor();
    await lost.page.goto(`${night.test.url}/verify?lang=en`);
    await lost.page.getByText(words.which).waitFor();
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
