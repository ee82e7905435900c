import { expect } from "chai";
import type { Page } from "playwright-core";
import { battles as words } from "#client/languages/en/battles.ts";
import { handles as handleWords } from "#client/languages/en/handles.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { joinRoom } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { type StageSeat, takeStage } from "#client/testing/take-stage.ts";

/** More than the 3 s in which late gifts are let in. */
const PAST_CLOSING_MS = 4_000;

describe("what battles left behind can be looked at by everybody", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let stage: StageSeat;
  let page: Page;
  const shown = (selector: string) => (of: Page) => of.locator(selector).first().waitFor();

  before(async () => {
    night = await startLiveNight();
    stage = await takeStage(night.test);
    page = await open("/battles");
  });
  after(() => night.close());

  const open: LiveNight["openFaultless"] = (path, options) =>
    night.openFaultless(path, { device: "smallPhone", ...options });

  async function goTo(path: string): Promise<void> {
    await page.goto(night.test.url + path);
  }

  async function endBattle(): Promise<void> {
    const { battleId } = stage.state;
    await stage.command("endBattle", { battleId });
    night.clock.skip(PAST_CLOSING_MS);
    await stage.until(({ phase }) => phase === "finished");
  }

  it("an empty history and an empty leaderboard say what fills them", async () => {
    expect(await findBarriers(page, shown(".panel"))).to.deep.equal([]);
    await goTo("/battles/leaderboard?lang=en");
    await page.getByText(words.leaderboard.none).waitFor();
    expect(await findBarriers(page, shown(".panel"))).to.deep.equal([]);
  });

  it("a battle that is on stands above the history", async () => {
    const sides = ["TR", "EG", "MX"];
    const { battleId } = await stage.command("startBattle", { title: "Semi-final", sides });
    await stage.command("addScore", { battleId, country: "EG", points: 700 });
    await stage.command("addScore", { battleId, country: "TR", points: 200 });
    await goTo("/battles?lang=en");
    await page.locator(".live-battle").getByText("700").waitFor();
    expect(await page.locator(".live-battle .headline").textContent()).to.equal("Semi-final");
    expect(await findBarriers(page, shown(".live-battle"))).to.deep.equal([]);
    await endBattle();
  });

  it("a battle of simulated gifts is called a rehearsal", async () => {
    await stage.command("connectLive", { source: "simulator", seed: 7, eventsPerSecond: 100 });
    await stage.command("startBattle", { sides: ["TR", "EG"] });
    await stage.until(({ giftCount }) => giftCount > 30);
    await endBattle();
    await stage.command("disconnectLive", {});
    await goTo("/battles?lang=en");
    const cards = page.locator(".battle-card");
    await cards.nth(1).waitFor();
    const pictures = await cards
      .getByRole("img")
      .evaluateAll((all) => all.map((picture) => picture.getAttribute("aria-label") ?? ""));
    expect(pictures[1]).to.include("Semi-final").and.to.include(words.wins("Egypt"));
    expect(await cards.nth(0).getByText(words.rehearsal).count()).to.equal(1);
    expect(await cards.nth(1).getByText(words.rehearsal).count()).to.equal(0);
    expect(await findBarriers(page, shown(".battle-card"))).to.deep.equal([]);
  });

  it("one battle shows its scores over time, also as a table, and every row of the score", async () => {
    await page.goto(`${night.test.url}/battles?lang=en`);
    await page.locator(".battle-card a").first().click();
    await page.locator(".line-chart canvas").waitFor();
    await page.getByText(words.battle.table).click();
    expect(await page.getByRole("table").first().getByRole("row").count()).above(2);
    expect(await page.locator(".points-table tbody tr").count()).above(20);
    expect(await findBarriers(page, shown(".line-chart canvas"))).to.deep.equal([]);
  });

  it("a battle that is over is asked for once", async () => {
    const address = await page.evaluate(() => location.href);
    const other = await page.context().newPage();
    await other.clock.install();
    let askedCount = 0;
    other.on("request", (request) => {
      if (request.resourceType() === "fetch" && request.url().endsWith("/battles/2")) askedCount++;
    });
    await other.goto(address);
    await other.locator(".points-table").waitFor();
    await other.clock.runFor(30_000);
    expect(askedCount).to.equal(1);
    await other.close();
  });

  it("what the host gave by hand is marked", async () => {
    await page.goto(`${night.test.url}/battles?lang=en`);
    await page.locator(".battle-card a").nth(1).click();
    const rows = page.locator(".points-table tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).to.equal(2);
    expect(await rows.getByText(words.battle.kinds.manual).count()).to.equal(2);
  });

  it("the leaderboard counts the battle that was no rehearsal", async () => {
    await goTo("/battles/leaderboard?lang=en");
    const rows = page.getByRole("table").first().locator("tbody tr");
    await rows.first().waitFor();
    const [first] = await rows.allTextContents();
    expect(first).to.include("Egypt").and.to.include("700");
    expect(await rows.count()).to.equal(3);
    expect(await findBarriers(page, shown("tbody tr"))).to.deep.equal([]);
  });

  it("a battle that does not exist is said to be none", async () => {
    const lost = await night.open("/battles/999?lang=en", { device: "phone" });
    await lost.page.getByText(words.battle.missing).waitFor();
  });

  it("a phone finds the battles, names its handle and gets a code", async () => {
    const phone = await open(`/?room=${night.test.lobby.code}`);
    await joinRoom(phone, "Ana");
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}&lang=en#results`);
    await phone.locator('.page-links [href="/battles"]').waitFor();
    await phone.goto(`${night.test.url}/?room=${night.test.lobby.code}&lang=en#wallet`);
    await phone.getByLabel(handleWords.handle).fill("@ana.live");
    await phone.getByRole("button", { name: handleWords.ask }).click();
    await phone.locator(".challenge-code").waitFor();
    expect(await findBarriers(phone, shown(".challenge-code"))).to.deep.equal([]);
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(night.faults()).to.deep.equal([]);
  });
});
