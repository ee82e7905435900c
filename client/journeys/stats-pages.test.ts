import { expect } from "chai";
import type { Page } from "playwright-core";
import { stats as words } from "#client/languages/en/stats.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { joinRoom } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { PoolSampleEntity } from "#server/stats/pool-sample-entity.ts";
import { type FormBook, openFormBook } from "#server/testing/form-book.ts";

const RUNNERS = ["rayo", "ember", "solana", "limonero", "verdugo", "marea"];
const MINUTE_MS = 60_000;

describe("everybody can look up runners, races and players", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let book: FormBook;
  let page: Page;
  /** The race all pages look at. */
  let raceId = 0;
  const shown = (selector: string) => (of: Page) => of.locator(selector).first().waitFor();

  before(async () => {
    night = await startLiveNight();
    book = openFormBook(night.test.dataSource);
    page = await open(`/?room=${night.test.lobby.code}&lang=en`);
  });
  after(() => night.close());

  const open: LiveNight["openFaultless"] = (path, options) =>
    night.openFaultless(path, { device: "smallPhone", ...options });

  async function goTo(path: string): Promise<void> {
    await page.goto(night.test.url + path);
  }

  /** Three races: Ana (the phone) wins +240 in the first and spends a power in the second; the last one is void. */
  async function fillBook(): Promise<void> {
    const { dataSource, lobby } = night.test;
    const bruno = (await night.test.join("Bruno")).player.id;
    const [ana]: { id: string }[] = await dataSource.query(
      "SELECT id FROM players WHERE name = 'Ana María'",
    );
    const anaId = ana?.id ?? "";
    const now = night.clock.now();
    const roomId = await book.lobby("GRND");
    const at = (minutesAgo: number) => ({ roomId, finishedAt: now - minutesAgo * MINUTE_MS });
    const field = { runners: RUNNERS, placings: [1, 3, 2, 4, undefined, 5], scratched: [5] };
    raceId = await book.race({ ...at(9), ...field });
    await book.bet(raceId, anaId, { stake: 100n, status: "won", payout: 340n });
    await book.bet(raceId, bruno, { selection: [2], stake: 240n });
    await book.bet(raceId, bruno, { market: "exacta", selection: [1, 3], stake: 20n });
    await book.cast(raceId, bruno, { cost: 30n });
    await book.cast(raceId, anaId, { status: "released", reason: "past_limit", power: "slow" });
    const dividends = [{ selection: [1], perUnit: "3.4000" }];
    await book.pool(raceId, { gross: 340n, net: 340n, paid: 340n, dividends });
    await book.pool(raceId, { market: "exacta", outcome: "refunded", refunds: 20n });
    for (const [step, stakes] of [100n, 180n, 340n].entries()) {
      await dataSource.manager.insert(PoolSampleEntity, {
        raceId,
        takenAt: BigInt(now - 10 * MINUTE_MS + step * 7_000),
        gross: { win: stakes.toString(), ...(step > 0 && { exacta: "20" }) },
        winStakes: { 1: "100", ...(step > 0 && { 2: `${stakes - 100n}` }) },
      });
    }
    const second = await book.race({ ...at(5), ...field, track: 2, placings: [4, 1, 2, 3, 5, 6] });
    await book.bet(second, anaId, { stake: 50n, selection: [3] });
    await book.cast(second, anaId, { cost: 30n });
    await book.race({ ...at(2), status: "void" });
    expect(lobby.code).not.to.equal("GRND");
  }

  it("before the first race every page says what will fill it", async () => {
    const empty = await open("/stats/me?lang=en");
    await empty.getByText(words.me.unknown).waitFor();
    expect(await findBarriers(empty, shown(".panel"))).to.deep.equal([]);
    await joinRoom(page, "Ana María");
    for (const path of ["/stats", "/stats/races", "/leaderboards/players", "/stats/me"]) {
      await goTo(`${path}?lang=en`);
      expect(await findBarriers(page, shown(".panel")), path).to.deep.equal([]);
    }
  });

  it("runners stand with their wins against the wins the pools expected", async () => {
    await fillBook();
    await goTo("/stats?lang=en");
    const rayo = page.getByRole("row").filter({ hasText: "Rayo" });
    // 100 of the 340 chips of the first win pool, none of the second: 0.29.
    expect((await rayo.textContent()) ?? "")
      .to.include("0.29")
      .and.to.include("+0.71");
    expect(await page.getByRole("row").count()).to.equal(25);
    expect(await findBarriers(page, shown("tbody tr"))).to.deep.equal([]);
  });

  it("a runner has its chart, its tracks and its starts", async () => {
    await goTo("/stats?lang=en");
    await page.getByRole("link", { name: "Rayo" }).click();
    await page.locator(".line-chart canvas").waitFor();
    const tables = page.getByRole("table");
    expect(await tables.nth(0).locator("tbody tr").count()).to.equal(2);
    expect(await tables.nth(1).locator("tbody tr").count()).to.equal(2);
    expect(await tables.nth(1).getByText("29.4 %").count()).to.equal(1);
    expect(await findBarriers(page, shown(".line-chart canvas"))).to.deep.equal([]);
  });

  it("a race shows its pools over time, also as a table, the order, the dividends and the powers", async () => {
    await goTo("/stats/races?lang=en");
    await shown(".race-card")(page);
    expect(await page.locator(".race-card").count()).to.equal(3);
    expect(await page.getByText(words.races.void, { exact: true }).count()).to.equal(1);
    await page.locator(`.race-card[href$="/${raceId}"]`).click();
    await page.locator(".line-chart canvas").waitFor();
    await page.getByText(words.table).click();
    const figures = page.getByRole("region", { name: words.table });
    expect(await figures.locator("tbody tr").last().textContent()).to.equal("0:14100240");
    const order = page.getByRole("region", { name: words.oneRace.order }).locator("tbody tr");
    expect(await order.first().textContent()).to.include("Rayo");
    expect(await order.last().textContent())
      .to.include("Verdugo")
      .and.to.include("scratched");
    const dividends = page.getByRole("region", { name: words.oneRace.dividends });
    expect(await dividends.textContent()).to.include("3.40");
    const casts = page.getByRole("region", { name: words.oneRace.casts });
    expect(await casts.locator("tbody tr").count()).to.equal(2);
    expect(await casts.textContent()).to.include("too late in the race");
    expect(await findBarriers(page, shown(".line-chart canvas"))).to.deep.equal([]);
  });

  it("all pools can be drawn instead of the runners", async () => {
    await goTo(`/stats/races/${raceId}?lang=en`);
    await page.getByText(words.oneRace.shows.markets).click();
    await page.getByText(words.table).click();
    const figures = page.getByRole("region", { name: words.table });
    expect(await figures.locator("tbody tr").last().textContent()).to.equal("0:1434020");
  });

  it("the leaderboard marks the own place, tonight, this season and of all time", async () => {
    await goTo("/leaderboards/players?lang=en");
    const rows = page.getByRole("table").locator("tbody tr");
    await rows.first().waitFor();
    // Ana: 340 - 100 - 50 - 30; Bruno: -240 - 20 - 30.
    expect(await rows.nth(0).textContent())
      .to.include("Ana María")
      .and.to.include("+160");
    expect(await rows.nth(1).textContent())
      .to.include("Bruno")
      .and.to.include("-290");
    await page.getByText(words.board.mine("1", "+160")).waitFor();
    expect(await findBarriers(page, shown(".own-place"))).to.deep.equal([]);
    await goTo("/leaderboards/players?span=all&lobby=GRND&lang=en");
    await rows.first().waitFor();
    expect(await rows.count()).to.equal(2);
    await goTo(`/leaderboards/players?span=all&lobby=${night.test.lobby.code}&lang=en`);
    await page.getByText(words.board.none).waitFor();
  });

  it("a player finds the own history with its biggest win", async () => {
    await goTo("/stats/me?lang=en");
    await page.locator(".line-chart canvas").waitFor();
    expect(await page.locator(".biggest").textContent()).to.equal("+240");
    const rows = page.getByRole("table").locator("tbody tr");
    expect(await rows.first().textContent())
      .to.include("-80")
      .and.to.include("+160");
    expect(await rows.count()).to.equal(2);
    expect(await findBarriers(page, shown(".line-chart canvas"))).to.deep.equal([]);
  });

  it("a television uses its width and needs no more", async () => {
    const wide = await open(`/stats/races/${raceId}?lang=en`, { device: "television" });
    await shown(".line-chart canvas")(wide);
    const { width } = (await wide.locator(".columns").boundingBox()) ?? { width: 0 };
    expect(width).above(1_700);
    expect(await findBarriers(wide, shown(".line-chart canvas"))).to.deep.equal([]);
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(night.faults()).to.deep.equal([]);
  });

  it("a runner and a race that do not exist are said to be none", async () => {
    const lost = await night.open("/stats/runners/nobody?lang=en", { device: "phone" });
    await lost.page.getByText(words.runner.missing).waitFor();
    await lost.page.goto(`${night.test.url}/stats/races/99999?lang=en`);
    await lost.page.getByText(words.oneRace.missing).waitFor();
  });
});
