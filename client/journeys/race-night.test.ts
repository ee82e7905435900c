import { expect } from "chai";
import type { Page } from "playwright-core";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { common } from "#client/languages/en/common.ts";
import { host as hostTexts } from "#client/languages/en/host.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import {
  fillSlip,
  joinRoom,
  phoneToken,
  readWallet,
  shownBalance,
  slipButton,
} from "#client/testing/hands.ts";
import { type LiveNight, skipRace, startLiveNight } from "#client/testing/live-night.ts";
import { frameWithLead, phaseShown } from "#client/testing/read-display.ts";
import { TEST_PIN } from "#server/testing/test-app.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

/** What the phone bets on the first runner, by taps, and on each of the others, from another seat. */
const TAPPED = 100;
const OTHERS = 40;
const RIVALS = 20;
/** A seat takes no more commands than this in a second. */
const BETS_PER_SEAT = 8;

describe("a race night on three pages", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: Page;
  let phone: Page;
  let display: Page;
  /** What the room says, beside what the pages show. */
  let seat: TestSeat;

  before(async () => {
    night = await startLiveNight();
    seat = await night.test.seat();
    const { code } = night.test.lobby;
    host = await night.openFaultless("/host");
    phone = await night.openFaultless(`/?room=${code}`, { device: "phone", hasTouch: true });
    display = await night.openFaultless(`/display?room=${code}&test&res=0.25`, {
      device: "television",
    });
  });
  after(() => night.close());

  const runners = () => [...seat.state.runners.values()];
  const inOrder = () => runners().toSorted((a, b) => a.placing - b.placing);

  /** Backs every runner named for a stake, from so many seats that none is too fast. */
  async function backAll(token: string, bets: { number: number; stake: number }[]): Promise<void> {
    const { raceId } = seat.state;
    for (let from = 0; from < bets.length; from += BETS_PER_SEAT) {
      const own = await night.test.seat(token);
      for (const { number, stake } of bets.slice(from, from + BETS_PER_SEAT)) {
        const bet = { raceId, market: "win", selection: [number], stake: String(stake) };
        const answer = await own.request("placeBet", {
          key: `back-${number}`,
          ...bet,
        });
        expect(answer.ok, JSON.stringify(answer)).to.equal(true);
      }
    }
  }

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
    await host.locator(".roster-scroll").getByRole("rowheader", { name: "Ana" }).waitFor();
  });

  it("opens betting on every page when the host does", async () => {
    await host.getByRole("button", { name: hostTexts.next.openBetting }).click();
    await phaseShown(display, "betting");
    await phone.getByRole("heading", { name: common.phases.betting }).waitFor();
  });

  it("confirms a tapped bet on the phone and adds its stake to the boards", async () => {
    const stake = String(TAPPED);
    const [first] = runners();
    await fillSlip(phone, { runner: 1, stake });
    await slipButton(phone).tap();
    await phone.getByText(phoneTexts.notices.placed(stake, first?.name ?? "")).waitFor();
    await shownBalance(phone).filter({ hasText: "900" }).waitFor();
    await display.locator(".tote-pool", { hasText: "100" }).waitFor();
    await host.locator(".pools", { hasText: hostTexts.board.pool("Win", "100") }).waitFor();
  });

  it("asks the host before the off", async () => {
    const others = runners().slice(1);
    await backAll(
      await phoneToken(phone),
      others.map(({ number }) => ({ number, stake: OTHERS })),
    );
    await backAll(
      (await night.test.join("Bruno")).token,
      runners().map(({ number }) => ({ number, stake: RIVALS })),
    );
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
    expect(names).to.deep.equal(inOrder().map(({ name }) => name));
    const paid = await board
      .locator("tbody tr")
      .first()
      .locator(".tote-odds")
      .first()
      .textContent();
    expect(paid).to.equal(formatDividend(inOrder()[0]?.winDividend ?? "", "en"));
    await host.getByRole("button", { name: hostTexts.next.nextRace }).waitFor();
  });

  it("pays the phone, and shows the balance that the server knows", async () => {
    await phone.getByRole("heading", { name: common.official }).waitFor();
    const staked = TAPPED + OTHERS * (runners().length - 1);
    const returned = runners()
      .filter(({ placing }) => placing === 1)
      .map(({ number, winDividend }) => Number(winDividend) * (number === 1 ? TAPPED : OTHERS))
      .reduce((sum, payout) => sum + Math.floor(payout), 0);
    const words = returned > staked ? phoneTexts.result.won : phoneTexts.result.partly;
    await phone.getByText(words(formatAmount(String(returned), "en"))).waitFor();
    const balance = String(1_000 - staked + returned);
    await shownBalance(phone)
      .filter({ hasText: formatAmount(balance, "en") })
      .waitFor();
    const wallet = await readWallet(phone);
    expect(wallet).to.include({ available: balance, locked: "0", total: balance });
  });

  it("leaves no error, no failed request and nothing forbidden on any page", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
