import { expect } from "chai";
import fc from "fast-check";
import { charactersOf } from "#common/framework/clean-line.ts";
import { COMMENT_MAX, cleanComment, cleanName, NAME_MAX } from "./clean-text.ts";

const ENGLAND = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";

describe("a viewer's name", () => {
  const names: [rule: string, raw: string, shown: string][] = [
    ["keeps letters of every script", "محمد Ñandú 永 हिन्दी", "محمد Ñandú 永 हिन्दी"],
    ["is composed (NFC)", "Jose\u0301", "José"],
    ["loses what turns text around", "\u202eecila\u202c\u2066x\u2069", "ecilax"],
    ["loses zero-width characters", "a\u200bb\u2060c\ufeffd\u00ade", "abcde"],
    ["loses control characters", "a\u0000b\u001b[31m\r\nc", "ab[31m c"],
    ["loses lone surrogates", "a\ud83db\udc00", "ab"],
    ["keeps at most three stacked marks", `Z${"\u0351".repeat(90)}algo`, "Z\u0351\u0351\u0351algo"],
    ["is cut at 24 characters", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx"],
    ["is cut between characters", "e\u0328\u0301".repeat(40), "ę\u0301".repeat(24)],
    ["has no blank where it was cut", `${"x".repeat(23)} yz`, "x".repeat(23)],
    ["keeps 24 of 500 emoji", "🦁".repeat(500), "🦁".repeat(24)],
    ["keeps a flag that is spelt unseen", `${ENGLAND} Ann`, `${ENGLAND} Ann`],
    ["loses unseen letters outside a flag", "A\u{e0067}\u{e007f}nn", "Ann"],
    ["is the handle when it is empty", "", "ann.77"],
    ["is the handle when nothing in it shows", "\u200b\u3164 \u{e0020}\u202e", "ann.77"],
    ["is the handle when it is marks alone", "\u0301\ufe0f", "ann.77"],
    ["stops before letters heaped without end", `ab${"\u1100".repeat(400)}`, "ab"],
  ];
  for (const [rule, raw, shown] of names) {
    it(rule, () => {
      expect(cleanName(raw, "ann.77")).to.equal(shown);
    });
  }

  it('is "viewer" without a name and a handle', () => {
    expect(cleanName("\u200b", "\u0000")).to.equal("viewer");
  });

  it("is cut and cleaned in the handle too", () => {
    expect(cleanName("", `\u202e${"h".repeat(60)}`)).to.equal("h".repeat(NAME_MAX));
  });

  it("is fit for the database and never empty or too long, whatever came in", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (raw, handle) => {
        const name = cleanName(raw, handle);
        expect(name.isWellFormed()).to.equal(true);
        expect(name).not.to.include("\u0000");
        expect(charactersOf(name).length).to.be.within(1, NAME_MAX);
        expect(cleanName(name, ""), "a clean name stays").to.equal(name);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a comment", () => {
  it("may be empty", () => {
    expect(cleanComment(" \u200b\n")).to.equal("");
  });

  it("is one line", () => {
    expect(cleanComment("go\r\n\u2028Turkey \t 🇹🇷")).to.equal("go Turkey 🇹🇷");
  });

  it("is cut at 500 characters", () => {
    expect(cleanComment("a".repeat(501))).to.equal("a".repeat(COMMENT_MAX));
    expect(cleanComment("🇹🇷".repeat(600))).to.equal("🇹🇷".repeat(COMMENT_MAX));
  });

  it("is fit for the database, whatever came in", () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        const text = cleanComment(raw);
        expect(text.isWellFormed()).to.equal(true);
        expect(text).not.to.match(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(charactersOf(text).length).to.be.at.most(COMMENT_MAX);
      }),
      { numRuns: 1_000 },
    );
  });
});

const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        "\u202e",
        "\u200d",
        "\u0301",
        "👩‍👩‍👧",
        "🏻",
        "🇹",
        "a",
        " ",
        "\ud800",
        "\u0000",
      ),
      {
        maxLength: 80,
      },
    )
    .map((parts) => parts.join("")),
);
