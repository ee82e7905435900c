import { expect } from "chai";
import type { Page } from "playwright-core";
import { enterPin } from "#client/testing/enter-pin.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { fillSlip, joinRoom, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import type { TestSeat } from "#server/testing/test-seat.ts";

describe("every page can be read in each language and theme, and fits its screen", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let host: TestSeat;
  let phone: Page;
  let desk: Page;

  before(async () => {
    night = await startLiveNight();
    host = await night.host();
    const { code } = night.test.lobby;
    phone = await night.openFaultless(`/?room=${code}`, { device: "smallPhone" });
    desk = await night.openFaultless("/host", { device: "smallPhone" });
  });
  after(() => night.close());

  async function expectReadable(page: Page, prepare: (page: Page) => Promise<void>): Promise<void> {
    expect(await findBarriers(page, prepare)).to.deep.equal([]);
  }

  /** The display is open only while it is looked at: it draws without a pause. */
  async function expectDisplayReadable(selector: string): Promise<void> {
    const { code } = night.test.lobby;
    const display = await night.openFaultless(`/display?room=${code}&res=0.25&lang=en`);
    await expectReadable(display, shown(selector));
    await display.context().close();
  }

  const shown = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();

  it("the phone's way in", () => expectReadable(phone, shown(".join form")));
  it("the host's door", () => expectReadable(desk, shown(".pin-page form")));

  it("the lobby, on all three", async () => {
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}&lang=en`);
    await joinRoom(phone, "Maximiliana del Soto");
    await desk.goto(`${night.test.url}/host?lang=en`);
    await enterPin(desk);
    await expectReadable(phone, shown(".phase-plate"));
    await expectReadable(desk, shown(".roster-scroll"));
    await expectDisplayReadable(".field-card");
  });

  it("betting, with a bet made and a slip filled in", async () => {
    await host.direct("openBetting");
    await host.until((state) => state.phase === "betting");
    await fillSlip(phone, { runner: 1, stake: "50" });
    await slipButton(phone).click();
    await shown(".bet.is-open")(phone);
    await expectReadable(phone, async (page) => {
      await shown(".bet.is-open")(page);
      await page.locator(".market-tabs .segment").last().click();
      await page.locator(".field label.runner").nth(1).click();
      await page.locator(".field label.runner").nth(2).click();
      await shown(".slip .slots")(page);
    });
    await expectReadable(desk, shown(".next-button:enabled"));
    await expectDisplayReadable(".tote");
  });

  it("the race, and its official result", async () => {
    await host.direct("lockBetting");
    await host.until((state) => state.phase === "racing" && state.tick > 0);
    await expectReadable(phone, shown(".order"));
    night.clock.skip(60_000);
    await host.until((state) => state.isOfficial);
    await expectReadable(phone, shown(".order.is-result"));
    await expectReadable(desk, shown(".placings"));
    await expectDisplayReadable(".stamp.is-official");
  });

  it("the phone's results, wallet and settings", async () => {
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}#results`);
    await expectReadable(phone, shown(".race-card"));
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}#wallet`);
    await expectReadable(phone, shown(".statement li"));
    await expectReadable(phone, async (page) => {
      await page.locator(".page-header .icon-button").click();
      await shown("dialog[open]")(page);
    });
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
