import { expect } from "chai";
import type { Page } from "playwright-core";
import { host as hostTexts } from "#client/languages/en/host.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { enterPin } from "#client/testing/enter-pin.ts";
import { joinRoom, shownBalance } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

const TARGET = 2;

describe("a power in mid-race", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  let phone: Page;
  let display: Page;
  let desk: Page;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    const { code } = night.test.lobby;
    phone = await night.openFaultless(`/?room=${code}`, { device: "phone", hasTouch: true });
    await joinRoom(phone, "Ana");
    desk = await night.openFaultless("/host");
    await enterPin(desk);
    display = await night.openFaultless(`/display?room=${code}&test&res=0.25`, {
      device: "television",
    });
    await host.direct("openBetting");
    await host.until((state) => state.phase === "betting");
    await host.direct("lockBetting");
    await host.until((state) => state.phase === "racing" && state.tick > 0);
  });
  after(() => night.close());

  const targets = () => phone.locator(".power-targets button");
  const nameOf = (number: number) => host.state.runners.get(String(number))?.name ?? "";

  it("is two taps: the power, then the runner; a double tap uses it once", async () => {
    await phone.getByRole("button", { name: "Boost 60 chips" }).tap();
    await targets()
      .nth(TARGET - 1)
      .dblclick();
    const castOn = phoneTexts.powers.castOn("Boost", nameOf(TARGET));
    await phone.locator(".my-powers .bet.is-captured").filter({ hasText: castOn }).waitFor();
    await shownBalance(phone).filter({ hasText: "940" }).waitFor();
    expect(await phone.locator(".my-powers .bet").count()).to.equal(1);
    await phone.getByText(phoneTexts.powers.spent("60", "300")).waitFor();
  });

  it("is told on the display, with who used it on whom", async () => {
    const news = display.locator(".ticker-news").filter({ hasText: "Ana" });
    await news.filter({ hasText: `#${TARGET} ${nameOf(TARGET)}` }).waitFor();
  });

  it("gives its chips back with the reason when it can't work", async () => {
    await phone.getByRole("button", { name: "Repair 30 chips" }).tap();
    await targets().first().tap();
    const castOn = phoneTexts.powers.castOn("Repair", nameOf(1));
    const row = phone.locator(".my-powers .bet").filter({ hasText: castOn });
    await row.and(phone.locator(".is-captured, .is-released")).waitFor();
    const isReleased = (await row.getAttribute("class"))?.includes("is-released") ?? false;
    // A runner may really stumble just then.
    const left = isReleased ? "940" : "910";
    await shownBalance(phone).filter({ hasText: left }).waitFor();
  });

  it("the host ends them with one press", async () => {
    await desk.getByRole("button", { name: hostTexts.house.panic }).click();
    await phone.getByText(phoneTexts.powers.closed).waitFor();
    await host.until((state) => !state.arePowersOpen);
  });

  it("leaves no error, no failed request and nothing forbidden on any page", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
