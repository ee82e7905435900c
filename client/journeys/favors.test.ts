import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { favors as words } from "#client/languages/en/favors.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { joinRoom, shownBalance } from "#client/testing/hands.ts";
import { type LiveNight, skipRace, startLiveNight } from "#client/testing/live-night.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

/** Stakes of the three races on each of four runners; whoever wins the odd one has won something. */
const STAKES = ["100", "100", "50"];

interface Friend {
  name: string;
  page: Page;
  faults: string[];
}

describe("two friends lend and repay on their phones", function () {
  this.timeout(180_000);
  let night: LiveNight;
  let host: TestSeat;
  let lender: Friend;
  let borrower: Friend;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    const friends = [await join("Ana"), await join("Bruno")] as [Friend, Friend];
    for (const stake of STAKES) await race(friends, stake);
    const lendable = await Promise.all(friends.map(lendableOf));
    [lender, borrower] = lendable[0] === "0" ? [friends[1], friends[0]] : friends;
  });
  after(() => night.close());

  async function join(name: string): Promise<Friend> {
    const path = `/?room=${night.test.lobby.code}`;
    const { page, faults } = await night.open(path, { device: "smallPhone" });
    await joinRoom(page, name);
    return { name, page, faults };
  }

  async function tokenOf({ page }: Friend): Promise<string> {
    return page.evaluate(
      () => JSON.parse(localStorage.getItem("grandstand.seat") ?? "{}").token as string,
    );
  }

  async function lendableOf(friend: Friend): Promise<string> {
    const { body } = await night.test.call("GET", "/favors/me", { token: await tokenOf(friend) });
    return body.lendable as string;
  }

  /** A race in which each of the two backs one half of the field. */
  async function race(friends: [Friend, Friend], stake: string): Promise<void> {
    await host.direct("openBetting");
    const { raceId } = await host.until((state) => state.phase === "betting");
    for (const [i, friend] of friends.entries()) {
      const token = await tokenOf(friend);
      for (let number = 1 + 4 * i; number <= 4 + 4 * i; number += 1) {
        const body = { raceId, market: "win", selection: [number], stake };
        const headers = { "idempotency-key": randomUUID() };
        const answer = await night.test.call("POST", "/bets", { token, body, headers });
        expect(answer.status, answer.text).to.equal(201);
      }
    }
    await host.direct("lockBetting");
    await host.until((state) => state.phase === "racing");
    await skipRace(night, host, 0.9);
    await host.until((state) => state.isOfficial);
    await host.direct("nextRace");
    await host.until((state) => state.phase === "lobby");
  }

  const button = ({ page }: Friend, name: string | RegExp) => page.getByRole("button", { name });

  it("the wallet leads to favors, and an offer takes four taps", async () => {
    const { page } = lender;
    await page.goto(`${night.test.url}/?room=${night.test.lobby.code}#wallet`);
    await page.locator(".favors-link").click();
    await button(lender, words.lend).click();
    await page.locator(".borrower", { hasText: borrower.name }).click();
    await page.locator(".stake", { hasText: /^100$/ }).click();
    await button(lender, words.offer("100", borrower.name)).click();
    await page.getByText(words.waitsFor(borrower.name, "100")).waitFor();
  });

  it("the friend hears of it at once, wherever they are, and finds it behind the wallet", async () => {
    const { page } = borrower;
    await page.getByText(words.news(lender.name, "100")).waitFor();
    await page.locator(".page-header .balance").click();
    await page.locator(".favors-link", { hasText: phoneTexts.wallet.offersWaiting(1) }).click();
    await page.getByText(words.offersYou(lender.name, "100")).waitFor();
  });

  it("the page with an offer, and the one with the form, can be read by everyone", async () => {
    const shown = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();
    expect(await findBarriers(borrower.page, shown(".favor-offer"))).to.deep.equal([]);
    const openForm = async (page: Page) => {
      await page.locator(".favors .button.is-primary").click();
      await shown(".borrower")(page);
    };
    expect(await findBarriers(lender.page, openForm)).to.deep.equal([]);
    for (const { page } of [lender, borrower]) {
      await page.goto(`${night.test.url}/?room=${night.test.lobby.code}&lang=en#favors`);
    }
  });

  it("taking it moves the chips, and both see who owes whom", async () => {
    await button(borrower, words.acceptLabel(lender.name, "100")).click();
    await borrower.page.getByText(words.youOwe(lender.name, "100")).waitFor();
    await lender.page.getByText(words.owesYou(borrower.name, "100")).waitFor();
    await borrower.page.getByText(words.dueIn(3)).waitFor();
  });

  it("part is repaid, then the rest; a favor that saw no race earns no loyalty", async () => {
    const { page } = borrower;
    await button(borrower, words.repayLabel(lender.name)).click();
    await page.locator(".stake", { hasText: /^50$/ }).click();
    await button(borrower, words.repayButton("50")).click();
    await page.getByText(words.youOwe(lender.name, "50")).waitFor();
    await lender.page.getByText(words.owesYou(borrower.name, "50")).waitFor();
    await button(borrower, words.repayLabel(lender.name)).click();
    await button(borrower, words.repayButton("50")).click();
    for (const friend of [lender, borrower]) {
      await friend.page
        .getByText(words.ended.repaid(words.fromTo(borrower.name, lender.name), "100"))
        .waitFor();
      await friend.page.locator(".favor-standing dd", { hasText: /^100$/ }).waitFor();
    }
  });

  it("the statements of both say it in words", async () => {
    for (const [friend, line] of [
      [lender, `Repaid by ${borrower.name}`],
      [borrower, `Borrowed from ${lender.name}`],
    ] as const) {
      await friend.page.locator(".page-header .balance").click();
      await friend.page.locator(".statement").getByText(line).first().waitFor();
      await friend.page
        .locator(".statement")
        .getByText(/^Bet on #\d .+, race 3, win, (paid \d|lost)/)
        .first()
        .waitFor();
      await shownBalance(friend.page).waitFor();
    }
  });

  it("the statement can be narrowed to one race", async () => {
    const { page } = lender;
    await page.locator(".statement-filter select").selectOption({ label: "Race 2" });
    await page.locator(".statement").getByText("race 3").first().waitFor({ state: "detached" });
    for (const line of await page.locator(".statement-words strong").allTextContents()) {
      expect(line).to.include("race 2");
    }
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect([lender.faults, borrower.faults]).to.deep.equal([[], []]);
  });
});
