import { expect } from "chai";
import type { Page } from "playwright-core";
import { battle as words } from "#client/languages/en/battle.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { overlayReady } from "#client/testing/read-overlay.ts";

const viewport = { width: 960, height: 540 };
const options = "test&res=0.25&lang=en";

describe("the sound of a battle", function () {
  this.timeout(60_000);
  let night: LiveNight;

  before(async () => {
    night = await startLiveNight();
  });
  after(() => night.close());

  const open = async (wish: string) => {
    const { page } = await night.open(`/display?scene=battle&${options}${wish}`, { viewport });
    await overlayReady(page);
    return page;
  };
  const soundOf = (page: Page) =>
    page.evaluate(
      () =>
        (window as unknown as { __grandstand: { sound: { isBlocked: boolean; volume: number } } })
          .__grandstand.sound,
    );

  it("asks for a hand where the browser waits for one, and then no more; M is off and on", async () => {
    const { page } = await night.open(`/display?scene=battle&${options}`, { viewport });
    expect(await pillUntouched(page)).to.equal(words.pressForSound);
    const pill = page.getByText(words.pressForSound);
    await page.keyboard.press("ArrowRight");
    await pill.waitFor({ state: "detached" });
    const { volume } = await soundOf(page);
    await page.keyboard.press("m");
    expect(await soundOf(page)).to.deep.equal({ isBlocked: false, volume: 0 });
    await page.keyboard.press("m");
    expect(await soundOf(page)).to.deep.equal({ isBlocked: false, volume });
    await page.keyboard.press("+");
    expect((await soundOf(page)).volume).to.equal(volume + 10);
    await page.context().close();
  });

  it("asks nobody where there is nothing to hear, nor over a stream's picture", async () => {
    for (const wish of ["&sound=off", "&obs=1"]) {
      const page = await open(wish);
      expect((await soundOf(page)).isBlocked).to.equal(false);
      expect(await page.locator(".sound-pill").count()).to.equal(0);
      await page.context().close();
    }
  });
});

/** What the pill says when it appears; asked past Playwright, whose looks count as a hand on the page. */
async function pillUntouched(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { result } = await devtools.send("Runtime.evaluate", {
    awaitPromise: true,
    returnByValue: true,
    expression: `new Promise((resolve) => {
      const look = () => {
        const pill = document.querySelector(".sound-pill");
        if (pill !== null) resolve(pill.textContent);
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
      look();
    })`,
  });
  await devtools.detach();
  return result.value as string;
}
