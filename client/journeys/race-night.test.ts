import { expect } from "chai";
import type { Page } from "playwright-core";
import { common } from "#client/languages/en/common.ts";
import { host as hostTexts } from "#client/languages/en/host.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { foreseeOrder } from "#client/testing/foresee-order.ts";
import { fillSlip, joinRoom, readWallet, shownBalance, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, skipRace, startLiveNight } from "#client/testing/live-night.ts";
import { frameWithLead, phaseShown } from "#client/testing/read-display.ts";
import { TEST_PIN } from "#server/testing/test-app.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

describe("a race night on three pages", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: Page;
  let phone: Page;
  let display: Page;
  /** What the room says, beside what the pages show. */
  let seat: TestSeat;
  let order: number[];
  const faults: string[][] = [];

  before(async () => {
    night = await startLiveNight();
    seat = await night.test.seat();
    order = await foreseeOrder(night.test.dataSource, seat.state.raceId);
    const { code } = night.test.lobby;
    host = await open("/host");
    phone = await open(`/?room=${code}`, { device: "phone", hasTouch: true });
    display = await open(`/display?room=${code}&test&res=0.25`, { device: "television" });
  });
  after(() => night.close());

  async function open(...wishes: Parameters<LiveNight["open"]>): Promise<Page> {
    const opened = await night.open(...wishes);
    faults.push(opened.faults);
    return opened.page;
  }
  const nameOf = (number: number) => seat.state.runners.get(String(number))?.name ?? "";

  it("shows the room's code on the display", async () => {
    await phaseShown(display, "lobby");
    await display.getByText(night.test.lobby.code, { exact: true }).first().waitFor();
  });

  it("lets the host in by the PIN and a phone by a name, and shows who came", async () => {
    await host.getByLabel(hostTexts.pin.label).fill(TEST_PIN);
    await host.getByRole("button", { name: hostTexts.pin.button }).click();
    await host.getByRole("button", { name: hostTexts.next.openBetting }).waitFor();
    await joinRoom(phone, "Ana");
    await display.getByText("Ana", { exact: true }).waitFor();
    await host.getByRole("rowheader", { name: "Ana" }).waitFor();
  });

  it("opens betting on every page when the host does", async () => {
    await host.getByRole("button", { name: hostTexts.next.openBetting }).click();
    await phaseShown(display, "betting");
    await phone.getByRole("heading", { name: common.phases.betting }).waitFor();
  });

  it("confirms a tapped bet on the phone and adds its stake to the boards", async () => {
    const winner = order[0] as number;
    await fillSlip(phone, { runner: winner, stake: "100" });
    await slipButton(phone).tap();
    await phone.getByText(phoneTexts.notices.placed("100", nameOf(winner))).waitFor();
    await shownBalance(phone).filter({ hasText: "900" }).waitFor();
    await display.locator(".tote-pool", { hasText: "100" }).waitFor();
    await host.locator(".pools", { hasText: hostTexts.board.pool("Win", "100") }).waitFor();
  });

  it("asks the host before the off", async () => {
    const rival = await night.test.seat((await night.test.join("Bruno")).token);
    const { raceId } = seat.state;
    const bet = { raceId, market: "win", selection: [order.at(-1) as number], stake: "300" };
    await rival.request("placeBet", { key: "rival-1", ...bet });
    await host.getByRole("button", { name: hostTexts.next.lockBetting }).click();
    const question = host.getByRole("dialog", { name: hostTexts.next.lockQuestion });
    await question.getByRole("button", { name: hostTexts.next.cancel }).click();
    expect(seat.state.phase).to.equal("betting");
    await host.getByRole("button", { name: hostTexts.next.lockBetting }).click();
    await question.getByRole("button", { name: hostTexts.next.lockBetting }).click();
    await seat.until((state) => state.phase === "racing");
  });

  it("shows the start lights while bets are locked, then the race", async () => {
    await phaseShown(display, "gates");
    await display.locator(".start-lights").waitFor();
    await phone.getByText(phoneTexts.race.lights).waitFor();
    await phaseShown(display, "racing");
  });

  it("moves every runner on the display, and the order on the phone", async () => {
    const early = await frameWithLead(display, 10);
    const later = await frameWithLead(display, Math.max(...early.metres) + 20);
    expect(later.metres).lengthOf(seat.state.runners.size);
    later.metres.forEach((metres, index) => {
      expect(metres, `runner ${index + 1}`).above(early.metres[index] as number);
    });
    await phone.getByRole("heading", { name: phoneTexts.race.order }).waitFor();
  });

  it("shows the official order with its dividends", async () => {
    await skipRace(night, seat, 0.9);
    await seat.until((state) => state.isOfficial);
    const board = display.locator(".official");
    await board.getByText(common.official, { exact: true }).waitFor();
    const names = await board.locator("tbody .tote-name").allTextContents();
    expect(names).to.deep.equal(order.map(nameOf));
    const first = board.locator("tbody tr").first();
    expect(await first.locator(".tote-odds").first().textContent()).to.equal("4.00");
    await host.getByRole("button", { name: hostTexts.next.nextRace }).waitFor();
  });

  it("pays the phone, and shows the balance that the server knows", async () => {
    await phone.getByRole("heading", { name: common.official }).waitFor();
    await phone.getByText(phoneTexts.result.won("400")).waitFor();
    await shownBalance(phone).filter({ hasText: "1,300" }).waitFor();
    const wallet = await readWallet(phone);
    expect(wallet).to.include({ available: "1300", locked: "0", total: "1300" });
  });

  it("leaves no error, no failed request and nothing forbidden on any page", () => {
    expect(faults).to.deep.equal([[], [], []]);
  });
});
