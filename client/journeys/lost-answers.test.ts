import { expect } from "chai";
import type { Page } from "playwright-core";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { fillSlip, joinRoom, readWallet, shownBalance, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { layShakyLine, type ShakyLine } from "#client/testing/shaky-line.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

describe("a bet over a bad line", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let line: ShakyLine;
  let seat: TestSeat;

  before(async () => {
    night = await startLiveNight();
    line = await layShakyLine(night.test.app.port);
    seat = await night.host();
    await seat.direct("openBetting");
    await seat.until((state) => state.phase === "betting");
  });
  after(async () => {
    await line.close();
    await night.close();
  });

  /** A phone that reaches the server over the shaky line, with a slip of 50 on number 2 filled in. */
  async function phoneWithSlip(name: string): Promise<Page> {
    line.mend();
    const { page } = await night.open(`/?room=${night.test.lobby.code}`, {
      device: "phone",
      origin: line.url,
    });
    await joinRoom(page, name);
    await fillSlip(page, { runner: 2, stake: "50" });
    return page;
  }

  async function comeBack(page: Page): Promise<void> {
    line.mend();
    await page.context().setOffline(false);
  }

  async function goOffline(page: Page): Promise<void> {
    line.cut();
    await page.context().setOffline(true);
  }

  /** Saddle numbers and stakes of the bets a phone has, as the server knows them. */
  async function betsOf(page: Page): Promise<string[]> {
    const rows: { stake: string; status: string }[] = await night.test.dataSource.query(
      "SELECT stake, status FROM bets WHERE player_id = $1",
      [await page.evaluate(() => JSON.parse(localStorage["grandstand.seat"]).player.id)],
    );
    return rows.map(({ stake, status }) => `${stake} ${status}`);
  }

  it("counts once when the answer is lost and the phone asks again", async () => {
    const page = await phoneWithSlip("Ana");
    const { betCount } = seat.state;
    line.loseAnswers();
    await slipButton(page).click();
    await seat.until((state) => state.betCount === betCount + 1);
    await goOffline(page);
    await page.getByText(phoneTexts.notices.offline).waitFor();
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
    await comeBack(page);
    await shownBalance(page).filter({ hasText: "950" }).waitFor();
    await page.locator(".bet.is-open").waitFor();
    await page.locator(".bet.is-pending").waitFor({ state: "detached" });
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });

  it("is kept while there is no line, and sent when the phone is back", async () => {
    const page = await phoneWithSlip("Berta");
    await goOffline(page);
    await slipButton(page).click();
    await page.locator(".bet.is-pending").waitFor();
    expect(await betsOf(page)).to.deep.equal([]);
    await comeBack(page);
    await page.locator(".bet.is-open").waitFor();
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });

  it("survives a reload while there is no answer", async () => {
    const page = await phoneWithSlip("Carla");
    line.loseAnswers();
    const { betCount } = seat.state;
    await slipButton(page).click();
    await seat.until((state) => state.betCount === betCount + 1);
    line.cut();
    line.mend();
    await page.reload();
    await page.locator(".bet.is-open").waitFor();
    await page.locator(".bet.is-pending").waitFor({ state: "detached" });
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });

  it("asks first when it is older than 15 seconds", async () => {
    const page = await phoneWithSlip("Dora");
    await page.clock.install();
    await goOffline(page);
    await slipButton(page).click();
    await page.locator(".bet.is-pending").waitFor();
    await page.clock.fastForward(16_000);
    night.clock.skip(16_000);
    await comeBack(page);
    await page.getByRole("alert").filter({ hasText: phoneTexts.bets.askHeading }).waitFor();
    expect(await betsOf(page)).to.deep.equal([]);
    await page.getByRole("button", { name: phoneTexts.bets.askYes }).click();
    await page.locator(".bet.is-open").waitFor();
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });

  it("is forgotten when the player no longer means it", async () => {
    const page = await phoneWithSlip("Elsa");
    await page.clock.install();
    await goOffline(page);
    await slipButton(page).click();
    await page.locator(".bet.is-pending").waitFor();
    await page.clock.fastForward(16_000);
    await page.getByRole("button", { name: phoneTexts.bets.askNo }).click();
    await comeBack(page);
    await page.getByText(phoneTexts.notices.offline).waitFor({ state: "detached" });
    await page.getByText(phoneTexts.bets.none).waitFor();
    expect(await readWallet(page)).to.include({ available: "1000", locked: "0" });
    expect(await betsOf(page)).to.deep.equal([]);
  });

  it("is one bet when it is tapped twice", async () => {
    const page = await phoneWithSlip("Flora");
    await slipButton(page).dblclick();
    await page.locator(".bet.is-open").waitFor();
    await shownBalance(page).filter({ hasText: "950" }).waitFor();
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });

  it("shows in every tab of the same phone, with one balance", async () => {
    const page = await phoneWithSlip("Gina");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await shownBalance(other).filter({ hasText: "1,000" }).waitFor();
    await slipButton(page).click();
    await shownBalance(page).filter({ hasText: "950" }).waitFor();
    await shownBalance(other).filter({ hasText: "950" }).waitFor();
    await other.locator(".bet.is-open").waitFor();
    expect(await betsOf(page)).to.deep.equal(["50 open"]);
  });
});
