import { expect } from "chai";
import type { BattleState } from "#common/battle/battle-state.ts";
import { forkRandom } from "#common/framework/random.ts";
import { shownScores, storedScores } from "./testing/battle-sums.ts";
import { expectCleanBooks } from "./testing/expect-clean-books.ts";
import { diamondsBySide, readGiftFrames, sumWorths, worthByViewer } from "./testing/gift-truth.ts";
import { type LiveNight, SIDES, startLiveNight } from "./testing/live-night.ts";
import { encodeAsNow, readRecordedGifts, readRecordedLive } from "./testing/recorded-live.ts";

describe("a recorded LIVE, from the platform's frames to a viewer's screen", function () {
  this.timeout(60_000);
  const messages = readRecordedLive();
  const worths = worthByViewer(readRecordedGifts(messages));
  const total = sumWorths(worths.values());
  const gifters = [...worths.keys()];
  const sideOf = (viewerId: string) => SIDES[gifters.indexOf(viewerId) % SIDES.length] as string;
  const scores = diamondsBySide(worths, sideOf, SIDES);
  let night: LiveNight;

  beforeEach(async () => {
    night = await startLiveNight();
    await night.connect();
  });
  afterEach(() => night.end());

  /** Everybody has chosen a side, a battle is on, and the recording's messages are of now. */
  async function prepare() {
    await night.choose(new Map(gifters.map((id) => [id, sideOf(id)])));
    const battleId = await night.start();
    const startedAt = night.viewer.state.startedAtMs;
    return {
      battleId,
      live: encodeAsNow(night.fake.library, messages, { at: Date.now(), startedAt }),
    };
  }

  function expectShown(state: BattleState) {
    expect([state.giftCount, state.diamondCount]).to.deep.equal([total.gifts, total.diamonds]);
    expect(shownScores(state)).to.deep.equal(scores);
    expect(state.recordedGifts).to.equal(total.gifts);
    expect([state.undecidedCount, state.droppedCount, state.undecodedCount]).to.deep.equal([
      0, 0, 0,
    ]);
  }

  async function expectStored(battleId: number) {
    const { dataSource } = night.test;
    const stored = await storedScores(dataSource, battleId);
    expect({ ...diamondsBySide(new Map(), sideOf, SIDES), ...stored }).to.deep.equal(scores);
    expect(worthByViewer(await readGiftFrames(dataSource))).to.deep.equal(worths);
    await expectCleanBooks(dataSource);
  }

  it("is worth the same at every step of its way", async () => {
    const { battleId, live } = await prepare();
    night.send(live);
    await night.shown();
    expectShown(night.viewer.state);
    await expectStored(battleId);

    await night.host.request("endBattle", { battleId });
    const ended = await night.viewer.until(({ phase }) => phase === "finished");
    expectShown(ended);
    const { body } = await night.test.call("GET", `/battles/${battleId}`);
    const battle = body.battle as Record<string, unknown>;
    expect(battle).to.deep.include({ ...total, phase: "finished", winner: ended.winner });
    const standings = battle.standings as { country: string; points: number }[];
    expect(Object.fromEntries(standings.map((side) => [side.country, side.points]))).to.deep.equal(
      scores,
    );

    const token = await night.test.hostToken();
    const listed = await night.test.call("GET", "/live/sessions", { token });
    const [session] = listed.body.sessions as { id: number }[];
    const path = `/live/sessions/${session?.id}/report`;
    const report = (await night.test.call("GET", path, { token })).body.report as {
      gifts: number;
      diamonds: number;
      byViewer: { viewerId: string; gifts: number; diamonds: number }[];
    };
    expect([report.gifts, report.diamonds]).to.deep.equal([total.gifts, total.diamonds]);
    const byViewer = report.byViewer.map(({ viewerId, ...worth }) => {
      return [viewerId, { gifts: worth.gifts, diamonds: worth.diamonds }] as const;
    });
    expect(new Map(byViewer)).to.deep.equal(worths);
  });

  it("is worth no more and no less when every frame comes twice and in any order", async () => {
    const { battleId, live } = await prepare();
    const random = forkRandom(new Uint8Array(32).fill(7), "frames");
    night.send(random.shuffle([...live, ...live]), 3);
    await night.shown();
    expectShown(night.viewer.state);
    await expectStored(battleId);
  });
});
