import { expect } from "chai";
import fc from "fast-check";
import { encodeUint64 } from "#common/framework/bytes.ts";
import { forkRandom } from "#common/framework/random.ts";
import { LIVERY_COUNT } from "./card.ts";
import { cardSchema } from "./card-schema.ts";
import { drawCard } from "./draw-field.ts";
import { sampleCard } from "./race-samples.ts";
import { stable } from "./stable.ts";
import { tracks } from "./tracks.ts";

describe("a drawn card", () => {
  it("is valid for every size and track, with each runner in its own livery", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 24 }),
        fc.constantFrom(...tracks),
        fc.nat(),
        (fieldSize, track, draw) => {
          const random = forkRandom(encodeUint64(draw), "card");
          const card = drawCard({ fieldSize, trackId: track.id, random });
          expect(cardSchema.parse(card)).to.deep.equal(card);
          expect(card.runners).to.have.length(fieldSize);
          for (const { id, livery } of card.runners) expect(stable[livery]!.id).to.equal(id);
        },
      ),
    );
  });

  it("brings every runner and every track to the start sooner or later", () => {
    const random = forkRandom(encodeUint64(1), "season");
    const season = Array.from({ length: 200 }, () => drawCard({ fieldSize: 6, random }));
    expect(new Set(season.map(({ track }) => track.id)).size).to.equal(tracks.length);
    const starters = season.flatMap(({ runners }) => runners.map(({ id }) => id));
    expect(new Set(starters).size).to.equal(stable.length);
  });

  it("gives the strongest runner any saddle number", () => {
    const random = forkRandom(encodeUint64(2), "season");
    const numbers = Array.from({ length: 200 }, () => {
      const { runners } = drawCard({ fieldSize: 5, random });
      return runners.toSorted((a, b) => a.livery - b.livery)[0]!.number;
    });
    expect(new Set(numbers).size).to.equal(5);
  });

  it("shares nothing with the next card", () => {
    const card = sampleCard(6);
    card.track.segments[0]!.lengthMm = 1;
    card.runners[0]!.stats.nerve = 1;
    expect(sampleCard(6)).not.to.deep.equal(card);
  });

  it("does not exist for too few or too many runners, or an unknown track", () => {
    const random = forkRandom(encodeUint64(3), "card");
    for (const fieldSize of [4, 25, 6.5]) {
      expect(() => drawCard({ fieldSize, random })).to.throw(RangeError);
    }
    expect(() => sampleCard(6, "nowhere")).to.throw(RangeError);
  });
});

describe("the stable", () => {
  it("has a livery for each runner, whose id and name are its own", () => {
    expect(stable).to.have.length(LIVERY_COUNT);
    expect(new Set(stable.map(({ id }) => id)).size).to.equal(LIVERY_COUNT);
    expect(new Set(stable.map(({ name }) => name)).size).to.equal(LIVERY_COUNT);
  });
});
