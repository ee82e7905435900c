import { expect } from "chai";
import type { Page } from "playwright-core";
import { battles as battleWords } from "#client/languages/en/battles.ts";
import { host as hostWords } from "#client/languages/en/host.ts";
import { stage as words } from "#client/languages/en/stage.ts";
import { enterPin } from "#client/testing/enter-pin.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { takeStage } from "#client/testing/take-stage.ts";

/** More than the 3 s in which late gifts are let in. */
const PAST_CLOSING_MS = 4_000;
/** Nobody sends so much by gifts in the time this test takes. */
const BY_HAND = "900000000";
const BY_HAND_SHOWN = "900,000,000";

describe("a host fights a battle from the console", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let desk: Page;
  let faults: string[];

  before(async () => {
    night = await startLiveNight();
    const opened = await night.open("/host", { device: "laptop" });
    desk = opened.page;
    faults = opened.faults;
    await enterPin(desk);
    await desk.getByRole("link", { name: words.tabs.battle }).click();
    await heading(words.phases.idle);
  });
  after(() => night.close());

  const heading = (name: string) => desk.getByRole("heading", { name }).waitFor();
  const button = (name: string | RegExp) => desk.getByRole("button", { name });
  const answer = (name: string) => desk.getByRole("dialog").getByRole("button", { name }).click();

  it("the simulator is connected, and the light says so", async () => {
    await desk.getByText(words.live.states.off("")).waitFor();
    await desk.getByText(words.live.sources.simulator, { exact: true }).click();
    await button(words.live.connect).click();
    await desk.getByText(words.live.states.live(words.live.sources.simulator)).waitFor();
    expect(await desk.locator(".source-light.is-good").count()).to.equal(1);
  });

  it("a country is found by its name, the battle is started, and gifts count", async () => {
    await desk.getByLabel(words.battle.title).fill("Friday night");
    await desk.getByLabel(words.pick.addSide).fill("mexi");
    await desk.getByLabel(words.pick.addSide).press("Enter");
    await button(words.pick.remove("Mexico")).waitFor();
    await button(new RegExp(words.battle.start)).click();
    await heading(words.phases.running);
    await desk.locator(".score-row").nth(4).waitFor();
    await desk
      .locator(".score-row")
      .first()
      .locator(".score-figure", { hasText: /[1-9]/ })
      .waitFor();
  });

  it("a double tap on a score by hand counts once", async () => {
    await desk.getByLabel(words.scores.amount).fill(BY_HAND);
    const mexico = desk.locator(".score-row", { hasText: "Mexico" });
    await button(words.scores.add(BY_HAND_SHOWN, "Mexico")).dblclick();
    await desk.getByText(words.scores.given(`+${BY_HAND_SHOWN}`, "Mexico")).waitFor();
    await mexico.getByText(/^900,\d{3},\d{3}$/).waitFor();
  });

  it("gifts count three times for a while", async () => {
    await button(words.battle.boostButton(3)).click();
    await desk.locator(".boosts .pill").waitFor();
  });

  it("a gift is given to a country and the last seconds count double from the next battle on", async () => {
    await desk.getByText(words.settings.heading).click();
    await desk.getByLabel(words.settings.addGift).fill("rose");
    await desk.locator(".search-found").first().waitFor();
    await desk.getByLabel(words.settings.addGift).press("Enter");
    await desk.locator(".setting-line select").first().selectOption("EG");
    await button(words.settings.addFinal).click();
    await button(words.settings.save).click();
    await desk.getByText(words.settings.saved).waitFor();
    expect(await button(words.settings.save).isDisabled()).to.equal(true);
  });

  it("what another console saves is shown here, and what is being changed here stays", async () => {
    const stage = await takeStage(night.test);
    const saved = await stage.command("readSettings", {});
    const duration = desk.getByLabel(words.settings.duration, { exact: true });
    await duration.fill("120");
    await stage.command("saveSettings", { ...saved, isAutopilot: true });
    await desk.getByRole("switch", { name: words.settings.autopilot, checked: true }).waitFor();
    expect(await duration.inputValue()).to.equal("120");
    await stage.command("saveSettings", { ...saved, durationMs: 600_000 });
    await desk.getByText(words.settings.overtaken).waitFor();
    await button(words.settings.takeTheirs).click();
    expect(await duration.inputValue()).to.equal("600");
    await stage.leave();
  });

  it("addresses for OBS can be copied or are at least selected", async () => {
    await button(words.links.copy).nth(2).click();
    const said = desk.locator(".overlay-link").nth(2).getByRole("status");
    await said.getByText(new RegExp(`${words.links.copied}|${words.links.selected}`)).waitFor();
    const address = await desk.locator(".overlay-link input").nth(2).inputValue();
    expect(address).to.include("scene=battle").and.to.include("obs=1");
  });

  it("everything can be read, in each language and theme, on a small phone too", async () => {
    await desk.setViewportSize({ width: 360, height: 740 });
    expect(await findBarriers(desk, (page) => page.locator(".boosts").waitFor())).to.deep.equal([]);
    await desk.setViewportSize({ width: 1280, height: 720 });
    await desk.goto(`${night.test.url}/host?lang=en#battle`);
    await heading(words.phases.running);
  });

  it("the end is asked for, and the history shows the result", async () => {
    await button(words.battle.end).click();
    await answer(words.battle.endNo);
    await heading(words.phases.running);
    await button(words.battle.end).click();
    await answer(words.battle.end);
    await heading(words.phases.closing);
    night.clock.skip(PAST_CLOSING_MS);
    await heading(words.battle.wins("Mexico"));
    await desk.goto(`${night.test.url}/battles?lang=en`);
    const card = desk.locator(".battle-card").first();
    await card.waitFor();
    const picture = await card.getByRole("img").getAttribute("aria-label");
    expect(picture).to.include("Friday night").and.to.include(battleWords.wins("Mexico"));
  });

  it("a battle can be dropped, and leaves no result", async () => {
    await desk.goto(`${night.test.url}/host?lang=en#battle`);
    await button(new RegExp(words.battle.startNext)).click();
    await heading(words.phases.running);
    await button(words.battle.reset).click();
    await answer(words.battle.reset);
    await heading(words.phases.idle);
  });

  it("the source is left, and its report counts what it brought", async () => {
    await button(words.live.disconnect).click();
    await answer(words.live.disconnect);
    await desk.getByText(words.live.source).waitFor();
    await desk.getByRole("link", { name: words.live.report }).click();
    await desk.locator(".session").first().click();
    await desk.getByRole("heading", { name: words.report.totals }).waitFor();
    const inBattles = desk.getByRole("region", { name: words.report.inBattles });
    await inBattles.locator("tbody tr").first().waitFor();
    const board = await desk
      .getByRole("link", { name: words.report.openBoard })
      .getAttribute("href");
    const download = desk.waitForEvent("download");
    await button(words.report.download).click();
    expect((await download).suggestedFilename()).to.match(/^live-report-\d+\.json$/);
    const shown = (page: Page) => page.locator(".figures").waitFor();
    await desk.setViewportSize({ width: 360, height: 740 });
    expect(await findBarriers(desk, shown)).to.deep.equal([]);
    await desk.goto(`${night.test.url}${board}&lang=en`);
    const gifters = desk.getByRole("region", { name: battleWords.leaderboard.sessionGifters });
    await gifters.locator("tbody tr").first().waitFor();
  });

  it("a report without the PIN is a door", async () => {
    const stranger = await night.open("/report");
    await stranger.page.getByLabel(hostWords.pin.label).waitFor();
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});
