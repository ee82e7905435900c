import { expect } from "chai";
import type { BattleDetailWire } from "#common/battle/battle-api.ts";
import { toScoreSeries } from "./score-series.ts";

const START = 1_000_000;

function detail(
  timeline: readonly { at: number; scores: Record<string, number> }[],
  endedAt: number | null = START + 60_000,
): BattleDetailWire {
  return {
    battle: {
      id: 1,
      number: 1,
      stage: "ABCD",
      title: "",
      phase: "finished",
      standings: [
        { country: "TR", seat: 1, points: 30, place: 1 },
        { country: "EG", seat: 0, points: 5, place: 2 },
      ],
      winner: "TR",
      isTie: false,
      isRehearsal: false,
      startedAt: START,
      endsAt: START + 60_000,
      endedAt,
      extendedMs: 0,
      gifts: 3,
      diamonds: 35,
    },
    timeline: timeline.map(({ at, scores }) => ({
      at,
      scores: Object.entries(scores).map(([country, points]) => ({ country, points })),
    })),
    gifters: [],
    points: [],
  };
}

describe("a battle's scores over time", () => {
  it("begin with nothing and stay until the end", () => {
    const series = toScoreSeries(
      detail([
        { at: START + 5_000, scores: { TR: 10, EG: 0 } },
        { at: START + 20_000, scores: { TR: 30, EG: 5 } },
      ]),
    );
    expect(series.seconds).to.deep.equal([0, 5, 20, 60]);
    expect(series.sides).to.deep.equal([
      { country: "TR", seat: 1, points: [0, 10, 30, 30] },
      { country: "EG", seat: 0, points: [0, 0, 5, 5] },
    ]);
  });

  it("keep a side's score where a step does not name it", () => {
    const { sides } = toScoreSeries(
      detail([
        { at: START + 5_000, scores: { TR: 10 } },
        { at: START + 9_000, scores: { EG: 5 } },
      ]),
    );
    expect(sides[0]?.points).to.deep.equal([0, 10, 10, 10]);
    expect(sides[1]?.points).to.deep.equal([0, 0, 5, 5]);
  });

  it("end with the last step while the battle is on", () => {
    const { seconds } = toScoreSeries(detail([{ at: START + 5_000, scores: { TR: 10 } }], null));
    expect(seconds).to.deep.equal([0, 5]);
  });
});
