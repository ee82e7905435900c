import { expect } from "chai";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { overlayReady } from "#client/testing/read-overlay.ts";
import { takeStage } from "#client/testing/take-stage.ts";

describe("a display whose line breaks while it fetches a scene", function () {
  this.timeout(120_000);
  let night: LiveNight;
  before(async () => {
    night = await startLiveNight();
  });
  after(() => night.close());

  it("keeps its picture, tries again and shows the battle", async () => {
    const { page } = await night.open("about:blank", { origin: "" });
    let lostCount = 0;
    await page.route(
      "**/open-battle-scene*",
      async (route) => {
        lostCount += 1;
        expect(await page.locator("#stage").getAttribute("data-scene")).to.equal("race");
        await route.abort();
      },
      { times: 1 },
    );
    await page.goto(`${night.test.url}/display?test&res=0.25&lang=en`);
    await page.locator("#stage[data-scene=race]").waitFor();
    const stage = await takeStage(night.test);
    await stage.command("startBattle", { sides: ["TR", "SA"] });
    await page.locator("#stage[data-scene=battle]").waitFor();
    await overlayReady(page);
    await page.locator(".timer-time").waitFor();
    expect(lostCount).to.equal(1);
  });
});
