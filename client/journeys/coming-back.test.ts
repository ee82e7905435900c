import { expect } from "chai";
import type { Page } from "playwright-core";
import { common } from "#client/languages/en/common.ts";
import { fillSlip, joinRoom, shownBalance, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { frameWithLead, phaseShown } from "#client/testing/read-display.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

describe("coming back to a race", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  let phone: Page;
  let display: Page;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    const { code } = night.test.lobby;
    await host.direct("openBetting");
    await host.until((state) => state.phase === "betting");
    ({ page: phone } = await night.open(`/?room=${code}`, { device: "phone" }));
    ({ page: display } = await night.open(`/display?room=${code}&test&res=0.25`));
    await joinRoom(phone, "Ana");
    await fillSlip(phone, { runner: 4, stake: "100" });
    await slipButton(phone).click();
    await phone.locator(".bet.is-open").waitFor();
    await host.direct("lockBetting");
    await frameWithLead(display, 5);
  });
  after(() => night.close());

  it("finds the race again after a reload in the middle of it", async () => {
    await Promise.all([phone.reload(), display.reload()]);
    await Promise.all([
      frameWithLead(display, 20),
      phone.getByRole("heading", { name: common.phases.racing }).waitFor(),
    ]);
    await phone.locator(".bet.is-open").waitFor();
    await shownBalance(phone).filter({ hasText: "900" }).waitFor();
  });

  it("goes on by itself when the server is started again", async () => {
    await Promise.all([phone, display].map((page) => page.evaluate(mark)));
    await night.restart(async () => {
      await display.getByText(common.reconnecting).waitFor();
      await phone.getByText(common.reconnecting).waitFor();
      // The last picture stays.
      await phaseShown(display, "racing");
    });
    await display.getByText(common.reconnecting).waitFor({ state: "detached" });
    await phone.getByText(common.reconnecting).waitFor({ state: "detached" });
    const seat = await night.test.seat();
    await seat.until((state) => state.phase !== "racing" || state.tick > 0);
    night.clock.skip(60_000);
    await seat.until((state) => state.isOfficial);
    await display.locator(".official").getByText(common.official, { exact: true }).waitFor();
    await phone.getByRole("heading", { name: common.official }).waitFor();
    // The only stake there was: it comes back whoever won.
    await shownBalance(phone).filter({ hasText: "1,000" }).waitFor();
    for (const page of [phone, display]) expect(await page.evaluate(isMarked)).to.equal(true);
  });
});

/** A page that is loaded again has lost its mark. */
function mark(): void {
  Object.assign(window, { hasBeenHere: true });
}

function isMarked(): boolean {
  return "hasBeenHere" in window;
}
