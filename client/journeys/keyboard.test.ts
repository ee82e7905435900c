import { expect } from "chai";
import type { Locator, Page } from "playwright-core";
import { host as hostTexts } from "#client/languages/en/host.ts";
import { join as joinTexts } from "#client/languages/en/join.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import { shownBalance, slipButton } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { TEST_PIN } from "#server/testing/test-app.ts";

/** No page has more stops than this before the one that is looked for. */
const STOPS_MAX = 40;

describe("a night without a pointer", function () {
  this.timeout(120_000);
  let night: LiveNight;

  before(async () => {
    night = await startLiveNight();
  });
  after(() => night.close());

  it("the host enters the PIN and opens betting", async () => {
    const { page } = await night.open("/host");
    await tabTo(page, page.getByLabel(hostTexts.pin.label));
    await page.keyboard.type(TEST_PIN);
    await page.keyboard.press("Enter");
    const open = page.getByRole("button", { name: hostTexts.next.openBetting });
    await open.waitFor();
    await tabTo(page, open);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: hostTexts.next.lockBetting }).waitFor();
  });

  it("the host can take back the off with Escape", async () => {
    const { page } = await night.open("/host");
    await page.getByLabel(hostTexts.pin.label).fill(TEST_PIN);
    await page.keyboard.press("Enter");
    const off = page.getByRole("button", { name: hostTexts.next.lockBetting });
    await off.waitFor();
    await tabTo(page, off);
    await page.keyboard.press("Space");
    const question = page.getByRole("dialog", { name: hostTexts.next.lockQuestion });
    await question.waitFor();
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    expect((await night.host()).state.phase).to.equal("betting");
  });

  it("a player joins, picks a runner and a stake, and bets", async () => {
    const { page } = await night.open(`/?room=${night.test.lobby.code}`, { device: "phone" });
    await tabTo(page, page.getByLabel(joinTexts.name));
    await page.keyboard.type("Ana");
    await page.keyboard.press("Enter");
    const runners = page
      .getByRole("group", { name: phoneTexts.field.legends["win"] as string })
      .getByRole("radio");
    await runners.first().waitFor({ state: "attached" });
    await tabTo(page, runners.first());
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    const slip = page.getByRole("region", { name: phoneTexts.slip.heading });
    await slip.waitFor();
    expect(await runners.nth(1).isChecked()).to.equal(true);
    // The stake of the last bet is chosen already; one chip further is 100.
    await tabTo(page, slip.getByRole("radio", { name: "50", exact: true }));
    await page.keyboard.press("ArrowRight");
    await tabTo(page, slipButton(page));
    await page.keyboard.press("Enter");
    await shownBalance(page).filter({ hasText: "900" }).waitFor();
    await page.locator(".bet.is-open").waitFor();
  });
});

/** Goes from stop to stop until the one looked for is reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no stop leads to ${String(target)}`);
}
