import { expect } from "chai";
import type { Page } from "playwright-core";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { raceWords } from "#client/languages/en/race-words.ts";
import { joinRoom, phoneToken, shownBalance, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, skipRace, startLiveNight } from "#client/testing/live-night.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

/** Runners that are left to run: few enough to back every order of finish. */
const STARTERS = 4;
const STAKE = "10";
/** A seat takes no more commands than this in a second. */
const BETS_PER_SEAT = 8;

describe("combinations on the phone", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  let phone: Page;
  let faults: string[];
  let numbers: number[];

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    await host.direct("openBetting");
    await host.until((state) => state.phase === "betting");
    numbers = await thinOut(host);
    const opened = await night.open(`/?room=${night.test.lobby.code}`, {
      device: "phone",
      hasTouch: true,
    });
    ({ page: phone, faults } = opened);
    await joinRoom(phone, "Ana");
  });
  after(() => night.close());

  /** Taps runners in this order and bets. */
  async function bet(market: string, selection: readonly number[]): Promise<void> {
    await phone.locator(".market-tabs").getByText(market, { exact: true }).tap();
    for (const number of selection) {
      await phone
        .locator(".field label.runner")
        .nth(number - 1)
        .tap();
    }
    await phone.locator(".slip").getByText(STAKE, { exact: true }).tap();
    await slipButton(phone).tap();
  }

  it("a scratched runner can't be tapped", async () => {
    await phone.locator(".field label.is-scratched").first().waitFor();
    const scratched = phone.locator(".field label.is-scratched input");
    expect(await scratched.count()).to.equal(host.state.runners.size - STARTERS);
    for (const input of await scratched.all()) expect(await input.isDisabled()).to.equal(true);
  });

  it("the slip asks for the next place, and a tap takes one back", async () => {
    const { tapNext } = phoneTexts.slip;
    await phone.locator(".market-tabs").getByText("Trifecta", { exact: true }).tap();
    await phone
      .locator(".field label.runner")
      .nth((numbers[0] as number) - 1)
      .tap();
    await slipButton(phone)
      .filter({ hasText: tapNext[1] as string })
      .waitFor();
    await phone.locator(".slip .slot.is-taken").tap();
    await phone.locator(".slip").waitFor({ state: "detached" });
  });

  it("a tapped exacta and a tapped trifecta are confirmed in the order of the taps", async () => {
    const [a, b, c] = numbers as [number, number, number, number];
    await bet("Exacta", [b, a]);
    await phone.getByText(phoneTexts.notices.placed(STAKE, `${b} → ${a}`)).waitFor();
    await bet("Trifecta", [c, a, b]);
    await phone.getByText(phoneTexts.notices.placed(STAKE, `${c} → ${a} → ${b}`)).waitFor();
    await shownBalance(phone).filter({ hasText: "980" }).waitFor();
    expect(await selectionsOf(phone, "is-open")).to.have.members([
      `${b} → ${a}`,
      `${c} → ${a} → ${b}`,
    ]);
  });

  it("the slip shows what a combination would pay", async () => {
    const [a, b] = numbers as [number, number];
    await phone.locator(".market-tabs").getByText("Exacta", { exact: true }).tap();
    for (const number of [b, a]) {
      await phone
        .locator(".field label.runner")
        .nth(number - 1)
        .tap();
    }
    await slipButton(phone)
      .filter({ hasText: phoneTexts.slip.returns(STAKE) })
      .waitFor();
    await phone.getByRole("button", { name: phoneTexts.slip.clear }).tap();
  });

  it("the phone is paid for the order of finish", async () => {
    await backTheRest();
    await host.direct("lockBetting");
    await host.until((state) => state.phase === "racing" && state.tick > 0);
    await skipRace(night, host, 0.95);
    await host.until((state) => state.isOfficial);
    const paid = [...host.state.combinationDividends]
      .filter(({ market }) => market !== "quinella")
      .map(({ selection }) => selection.replaceAll("-", " → "));
    await phone.locator(".bet.is-won").first().waitFor();
    expect(await selectionsOf(phone, "is-won")).to.have.members(paid);
    const combinations = phone.locator(".combinations li");
    expect(await combinations.count()).to.equal(paid.length);
  });

  it("the display's figures stand in the list of results, with the way to check them", async () => {
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}#results`);
    const card = phone.locator(".race-card").first();
    await card.getByText(raceWords.markets["trifecta"] as string).waitFor();
    const link = card.getByRole("link", { name: raceWords.verify });
    expect(await link.getAttribute("href")).to.equal(`/verify/${host.state.raceId}`);
  });

  it("leaves no error, no failed request and nothing forbidden", () => {
    expect(faults).to.deep.equal([]);
  });

  /** The same player backs every other order of finish, from other seats: one of all the bets wins. */
  async function backTheRest(): Promise<void> {
    const { raceId } = host.state;
    const [a, b, c] = numbers as [number, number, number, number];
    const done = new Set([`exacta ${b}-${a}`, `trifecta ${c}-${a}-${b}`]);
    const rest = (["exacta", "trifecta"] as const)
      .flatMap((market) =>
        ordersOf(numbers, market === "exacta" ? 2 : 3).map((selection) => ({ market, selection })),
      )
      .filter(({ market, selection }) => !done.has(`${market} ${selection.join("-")}`));
    const token = await phoneToken(phone);
    for (let from = 0; from < rest.length; from += BETS_PER_SEAT) {
      const seat = await night.test.seat(token);
      for (const [index, bet] of rest.slice(from, from + BETS_PER_SEAT).entries()) {
        const key = `rest-${from + index}`;
        const answer = await seat.request("placeBet", { key, raceId, ...bet, stake: STAKE });
        expect(answer.ok, JSON.stringify(answer)).to.equal(true);
      }
    }
  }
});

/** Scratches runners until few are left; answers the saddle numbers of those. */
async function thinOut(host: TestSeat): Promise<number[]> {
  const all = [...host.state.runners.values()].map(({ number }) => number);
  for (const number of all.slice(STARTERS)) {
    const { raceId } = host.state;
    const target = { raceId, expectedPhase: "betting" as const, number };
    const answer = await host.request("scratchRunner", target);
    expect(answer.ok, JSON.stringify(answer)).to.equal(true);
    await host.until((state) => state.runners.get(String(number))?.isScratched === true);
  }
  return all.slice(0, STARTERS);
}

/** Every order of `size` of these numbers. */
function ordersOf(numbers: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return numbers.flatMap((first) =>
    ordersOf(
      numbers.filter((number) => number !== first),
      size - 1,
    ).map((rest) => [first, ...rest]),
  );
}

/** My bets in this state, as a screen reader says what they are on. */
function selectionsOf(phone: Page, state: string): Promise<string[]> {
  return phone.locator(`.bet.${state} .selection .visually-hidden`).allTextContents();
}
