import { expect } from "chai";
import type { Page } from "playwright-core";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import { battle as words } from "#client/languages/en/battle.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { findMisfits, overlayReady, scoresShown } from "#client/testing/read-overlay.ts";
import { type StageSeat, takeStage } from "#client/testing/take-stage.ts";

const viewport = { width: 960, height: 540 };
const options = "test&res=0.25&lang=en";
/** Past the 3 s of late gifts. */
const PAST_CLOSING_MS = 4_000;

type Marked = { isStillTheSamePage?: boolean };
const mark = () => {
  (window as unknown as Marked).isStillTheSamePage = true;
};
const isMarked = () => (window as unknown as Marked).isStillTheSamePage;

describe("a battle comes and goes on a display that nobody touches", function () {
  this.timeout(120_000);
  let night: LiveNight;
  let stage: StageSeat;
  let screen: Page;
  let faults: string[];

  before(async () => {
    night = await startLiveNight();
    stage = await takeStage(night.test);
    ({ page: screen, faults } = await night.open(`/display?${options}`, { viewport }));
    await scene("race");
    await screen.evaluate(mark);
  });
  after(() => night.close());

  const scene = async (name: string) => {
    await screen.locator(`#stage[data-scene=${name}]`).waitFor();
    await overlayReady(screen);
  };
  const give = (country: string, points: number) =>
    stage.command("addScore", { battleId: stage.state.battleId, country, points });
  const timeShown = async () => {
    const [minutes, seconds] = (await screen.locator(".timer-time").innerText()).split(":");
    return Number(minutes) * 60 + Number(seconds);
  };

  it("it gives way to the battle when one starts", async () => {
    await stage.command("startBattle", { sides: ["TR", "SA"], durationMs: 600_000 });
    await scene("battle");
    await give("TR", 120);
    await scoresShown(screen, { TR: 120, SA: 0 });
  });

  it("it keeps its picture while the server is away, says so, and goes on with what is true", async () => {
    const { battleId, endsAtMs } = stage.state;
    const pill = screen.getByText(words.reconnecting);
    await night.restart(async () => {
      await pill.waitFor();
      expect(await screen.locator(".head-score").allTextContents()).to.deep.equal(["120", "0"]);
      expect(await screen.locator("#stage").getAttribute("data-phase")).to.equal("running");
    });
    await pill.waitFor({ state: "detached" });
    stage = await takeStage(night.test);
    expect(stage.state.battleId).to.equal(battleId);
    expect(stage.state.endsAtMs).to.be.within(endsAtMs, endsAtMs + 60_000);
    await give("SA", 345);
    await scoresShown(screen, { TR: 120, SA: 345 });
    const leftS = (stage.state.endsAtMs - night.clock.now()) / 1_000;
    expect(await timeShown()).to.be.closeTo(leftS, 3);
    const givenBack = words.givenBack(formatTimeLeft(stage.state.extendedMs));
    expect(await screen.locator(".timer-words small").first().textContent()).to.equal(givenBack);
    expect(await findMisfits(screen)).to.deep.equal([]);
  });

  it("it shows the winner, and the race again when the host has left the result", async () => {
    await stage.command("endBattle", { battleId: stage.state.battleId });
    await stage.until(({ phase }) => phase === "closing");
    night.clock.skip(PAST_CLOSING_MS);
    await screen.getByRole("heading", { name: "Saudi Arabia" }).waitFor();
    const { battleId } = await stage.until(({ phase }) => phase === "finished");
    await stage.command("resetBattle", { battleId });
    await scene("race");
  });

  it("it was the same page all the time, without an error of its own", async () => {
    expect(await screen.evaluate(isMarked)).to.equal(true);
    // What a page says of a server that is away is the browser's, not its own.
    const own = faults.filter((fault) => !/ERR_CONNECTION|WebSocket connection to/.test(fault));
    expect(own).to.deep.equal([]);
  });
});
