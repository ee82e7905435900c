import { expect } from "chai";
import fc from "fast-check";
import { normalisePlayerName } from "./player-name.ts";

describe("a player's name", () => {
  const kept: [string, string, string][] = [
    ["keeps letters of every script", "Ñandú 永 علي", "Ñandú 永 علي"],
    ["is composed (NFC)", "Jose\u0301", "José"],
    ["loses blanks at its ends and doubled ones", "  Ana \t\n  Lu  ", "Ana Lu"],
    ["loses bidi overrides", "abc\u202edef\u202c", "abcdef"],
    ["loses zero-width characters", "a\u200bb\u200dc\ufeffd\u2060", "abcd"],
    ["loses control characters", "a\u0000b\u001b[31m", "ab[31m"],
    ["loses lone surrogates", "ab\ud83d", "ab"],
    ["takes blank letters for spaces", "Hi\u3164\u2800there", "Hi there"],
    ["keeps at most three stacked marks", `ba${"\u0316".repeat(30)}`, `ba${"\u0316".repeat(3)}`],
    ["keeps an emoji with its colours", "❤️ Bo", "❤️ Bo"],
    ["keeps the quotes that SQL would trip over", "Bo'; -- \"", "Bo'; -- \""],
  ];
  for (const [rule, raw, name] of kept) {
    it(rule, () => {
      expect(normalisePlayerName(raw)).to.equal(name);
    });
  }

  const refused: [string, string][] = [
    ["nothing", ""],
    ["one character", "A"],
    ["one character and a blank letter", "A\u3164"],
    ["zero-width characters only", "\u200b\u200b\u200b"],
    ["marks without a letter", "\u0301 \u0301"],
    ["21 characters", "a".repeat(21)],
    ["21 flags", "🇪🇸".repeat(21)],
  ];
  for (const [what, raw] of refused) {
    it(`is not ${what}`, () => {
      expect(normalisePlayerName(raw)).to.equal(undefined);
    });
  }

  it("counts characters as a reader does", () => {
    expect(normalisePlayerName("🇪🇸".repeat(20))).to.equal("🇪🇸".repeat(20));
    expect(normalisePlayerName("e\u0301".repeat(20))).to.equal("é".repeat(20));
  });

  it("is stable: a normalised name is its own normal form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (raw) => {
        const name = normalisePlayerName(raw);
        if (name !== undefined) expect(normalisePlayerName(name)).to.equal(name);
      }),
      { numRuns: 2_000 },
    );
  });
});
