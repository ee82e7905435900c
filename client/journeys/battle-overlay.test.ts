import { join } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { countryName } from "#client/battle/country/country-name.ts";
import { battle as words } from "#client/languages/en/battle.ts";
import { findBarriers } from "#client/testing/find-barriers.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { findMisfits, overlayReady, scoresShown } from "#client/testing/read-overlay.ts";
import { type StageSeat, takeStage } from "#client/testing/take-stage.ts";
import { sumWorths, worthByViewer } from "#server/testing/gift-truth.ts";
import { readRecordedGifts, readRecordedLive } from "#server/testing/recorded-live.ts";
import { root } from "#tools/root.ts";

const landscape = { width: 960, height: 540 };
const portrait = { width: 540, height: 960 };
const overlay = "/display?scene=battle&test&res=0.25&lang=en";
const FILE = "recorded-live-events-2023.jsonl";
/** The names with the most letters stand beside the shortest. */
const sides = ["TR", "PG", "SA", "AE"];
/** Few of the recorded viewers name a country: their gifts do. */
const giftCountries = {
  "5655": "TR",
  "5269": "PG",
  "7096": "PG",
  "5827": "SA",
  "7934": "SA",
  "9139": "AE",
  "6912": "AE",
  "7813": "AE",
  "5487": "SA",
};
/** Past the beginnings of the recorded streaks, and past the 3 s in which late gifts are let in. */
const PAST_STREAKS_MS = 10_000;
const PAST_CLOSING_MS = 4_000;

const battleMs = 600_000;

describe("a recorded LIVE drives the overlay", function () {
  this.timeout(180_000);
  const frames = readRecordedGifts(readRecordedLive());
  const total = sumWorths(worthByViewer(frames).values());
  const scores = Object.fromEntries(
    sides.map((side) => {
      const own = frames.filter(
        ({ giftId }) => giftCountries[giftId as keyof typeof giftCountries] === side,
      );
      return [side, sumWorths(worthByViewer(own).values()).diamonds];
    }),
  );
  const best = sides.reduce((one, other) => (scores[other]! > scores[one]! ? other : one));
  let night: LiveNight;
  let stage: StageSeat;
  let screen: Page;
  let faults: string[];

  before(async () => {
    const RECORDINGS_DIR = join(root, "server/testing/recordings");
    night = await startLiveNight({ RECORDINGS_DIR });
    stage = await takeStage(night.test);
    const settings = await stage.command("readSettings", {});
    const plan = { sides, giftCountries, durationMs: battleMs, suddenDeathMs: 0 };
    await stage.command("saveSettings", { ...settings, ...plan });
    ({ page: screen, faults } = await night.open(overlay, { viewport: landscape }));
    await screen.getByRole("heading", { name: words.idleHeading }).waitFor();
    await overlayReady(screen);
  });
  after(() => night.close());

  const fits = async (viewport: { width: number; height: number }) => {
    await screen.setViewportSize(viewport);
    const layout = viewport === portrait ? "portrait" : "landscape";
    await screen.locator(`#stage[data-layout=${layout}] .column-head`).last().waitFor();
    await stillStanding(screen);
    expect(await findMisfits(screen)).to.deep.equal([]);
  };

  it("the scores shown are the room's, and what the recorded gifts are worth", async () => {
    await stage.command("startBattle", {});
    await stage.until(({ phase }) => phase === "running");
    night.clock.skip(PAST_STREAKS_MS);
    await stage.command("connectLive", { source: "recording", file: FILE, speed: 100 });
    const { sides: counted } = await stage.until(
      ({ giftCount, sourceState }) => giftCount === total.gifts && sourceState === "ended",
    );
    const told = Object.fromEntries([...counted].map(([country, { score }]) => [country, score]));
    expect(told).to.deep.equal(scores);
    expect(Object.values(scores).reduce((sum, score) => sum + score)).to.equal(total.diamonds);
    await scoresShown(screen, scores);
    const figures = await screen.locator(".head-score").allTextContents();
    expect(figures.map((figure) => Number(figure.replaceAll(",", "")))).to.deep.equal(
      sides.map((side) => scores[side]),
    );
  });

  it("a wide and an upright picture hold everything, nothing on top of anything else", async () => {
    await fits(portrait);
    await fits(landscape);
  });

  it("nothing moves for nobody's sake where less motion is asked for", async () => {
    await screen.emulateMedia({ reducedMotion: "reduce" });
    const moving = await screen.evaluate(
      () =>
        document
          .getAnimations()
          .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 20).length,
    );
    expect(moving).to.equal(0);
    await screen.emulateMedia({ reducedMotion: "no-preference" });
  });

  it("a running battle can be read in each language", async () => {
    const running = (page: Page) => page.locator(".head-score").last().waitFor();
    expect(await findBarriers(screen, running)).to.deep.equal([]);
  });

  it("in OBS the picture's corners and its middle let the video through", async () => {
    const seen = await night.open(`${overlay}&obs=1`, { viewport: landscape });
    await overlayReady(seen.page);
    await scoresShown(seen.page, scores);
    expect(await seen.page.locator(".sound-pill").count()).to.equal(0);
    const picture = await seen.page.screenshot({ omitBackground: true });
    const alphas = await readAlphas(seen.page, picture.toString("base64"));
    expect(alphas.corners).to.deep.equal([0, 0, 0, 0]);
    expect(alphas.solidPart).to.be.within(0.1, 0.75);
    faults.push(...seen.faults);
    await seen.page.context().close();
  });

  it("the winner is the country with the most diamonds", async () => {
    await stage.command("endBattle", { battleId: stage.state.battleId });
    await stage.until(({ phase }) => phase === "closing");
    night.clock.skip(PAST_CLOSING_MS);
    await screen.locator("#stage[data-phase=finished]").waitFor();
    const name = countryName(best, "en");
    await screen.goto(`${night.test.url}${overlay}`);
    await screen.getByRole("heading", { name, exact: true }).waitFor();
    const standings = await screen.locator(".standing-score").allTextContents();
    expect(standings).to.have.lengthOf(sides.length);
    expect(standings[0]).to.equal(scores[best]!.toLocaleString("en"));
    const shown = (page: Page) => page.locator(".result-standings").waitFor();
    expect(await findBarriers(screen, shown)).to.deep.equal([]);
  });

  it("eight sides with long names and seven figures fit too, and so do two", async () => {
    const eight = ["PG", "AE", "SA", "DO", "GB", "US", "CZ", "NZ"];
    const token = await night.test.hostToken();
    for (const lineUp of [eight, eight.slice(0, 2)]) {
      await stage.command("startBattle", { sides: lineUp, title: "International friendship cup" });
      const running = await stage.until(
        (state) => state.phase === "running" && state.sides.size === lineUp.length,
      );
      const { battleId } = running;
      for (const [index, country] of lineUp.entries()) {
        // Past the console, whose taps are limited to a few in a second.
        const body = { country, points: 9_876_543 - index * 999 };
        const path = `/battles/${battleId}/score`;
        expect((await night.test.call("POST", path, { token, body })).status).to.equal(200);
      }
      const wanted = Object.fromEntries(lineUp.map((one, index) => [one, 9_876_543 - index * 999]));
      for (const language of ["en", "es"]) {
        await screen.goto(`${night.test.url}${overlay.replace("lang=en", `lang=${language}`)}`);
        await scoresShown(screen, wanted);
        await fits(portrait);
        await fits(landscape);
      }
      await stage.command("resetBattle", { battleId });
      await stage.until(({ phase }) => phase === "idle");
    }
  });

  it("between battles the last result stands, and no battle that was dropped", async () => {
    await screen.goto(`${night.test.url}${overlay}`);
    const first = screen.locator(".idle-last li.is-first");
    await first.waitFor();
    expect(await first.locator("span", { hasText: countryName(best, "en") }).count()).to.equal(1);
    expect(await first.count()).to.equal(1);
  });

  it("no error, no failed request and nothing forbidden on the way", () => {
    expect(faults).to.deep.equal([]);
  });
});

/** Waits until nothing rises or sinks any more: two looks in a row see the same. */
async function stillStanding(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const heads = [...document.querySelectorAll<HTMLElement>(".column-head")];
    const now = heads.map(({ style }) => style.transform).join();
    const isSame = document.body.dataset["heads"] === now;
    document.body.dataset["heads"] = now;
    return (
      isSame &&
      !document
        .getAnimations()
        .some(
          ({ playState, effect }) =>
            playState === "running" &&
            effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
        )
    );
  });
}

/** Opacity, 0 to 255, at the four corners of a PNG, and the part of it that is solid. */
async function readAlphas(page: Page, base64: string) {
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const at = (x: number, y: number) => data[(y * width + x) * 4 + 3];
    const solid = data.filter((value, index) => index % 4 === 3 && value > 250).length;
    return {
      corners: [at(0, 0), at(width - 1, 0), at(0, height - 1), at(width - 1, height - 1)],
      solidPart: solid / (width * height),
    };
  }, base64);
}
