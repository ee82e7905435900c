import { expect } from "chai";
import fc from "fast-check";
import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { commitmentV2, hashSeed } from "./fairness.ts";
import type { RaceRecordV2 } from "./record.ts";
import { sampleRecord, seal, sampleSettle as settle } from "./record-samples.ts";
import { verifyRecord } from "./verify-record.ts";

/** The runner that wins when nobody has cast anything, so that a bet can be on it. */
const race = {
  phones: [
    { player: 1, secret: 1 },
    { player: 2, secret: 2 },
    { player: 3, secret: 3, isRevealed: false },
  ],
  inputs: [
    { player: 1, tick: 30, power: "boost", target: 2 },
    { player: 2, tick: 30, power: "boost", target: 2 },
  ],
} as const;

/** An official record with bets on every runner and one that was cancelled, three phones, two powers. */
const record = sampleRecord({
  ...race,
  bets: [1, 2, 3, 4, 5, 6, 1, 6].map((number, index) => ({
    player: 1 + (index % 3),
    selection: [number],
    stake: BigInt(60 + index),
    isCancelled: index === 6,
  })),
});

describe("no part of a record", () => {
  /** Every value in a record, by the way that leads to it. */
  function leavesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
    if (typeof value !== "object" || value === null) return [path];
    return Object.entries(value).flatMap(([key, part]) =>
      leavesOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }

  function changed(value: unknown): unknown {
    if (typeof value === "number") return value + 1;
    if (typeof value !== "string") return value === null ? 1 : null;
    const last = value.at(-1) ?? "";
    return value.slice(0, -1) + (last === "1" ? "2" : "1");
  }

  it("can be changed, taken out or put twice without being found", () => {
    for (const path of leavesOf(record)) {
      const [copy, cut] = [structuredClone(record), structuredClone(record)];
      const key = path.at(-1)!;
      const holderOf = (from: object) =>
        path
          .slice(0, -1)
          .reduce<Record<string | number, unknown>>(
            (holder, step) => holder[step] as Record<string | number, unknown>,
            from as Record<string | number, unknown>,
          );
      holderOf(copy)[key] = changed(holderOf(copy)[key]);
      Reflect.deleteProperty(holderOf(cut), key);
      for (const it of [copy, JSON.parse(JSON.stringify(cut))]) {
        const last = verifyRecord(it, { settle }).at(-1);
        expect(last?.ok, path.join(".")).to.equal(false);
      }
    }
  });

  it("can be exchanged for any other value that it may hold without an answer", () => {
    const paths = leavesOf(record).filter((path) => path[0] !== "hash");
    const hex = (bytes: number) =>
      fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((it) => encodeHex(it));
    const values = fc.oneof(
      fc.integer({ min: 0, max: 30 }),
      fc.maxSafeInteger(),
      fc.constantFrom("official", "void", "won", "lost", "cancelled", "place", "boost", "repair"),
      fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(String),
      hex(16),
      hex(32),
      fc.constant(null),
      fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 8 }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constant({ toString: 1, valueOf: 1 }),
    );
    const changes = fc.array(fc.tuple(fc.nat(paths.length - 1), values), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(changes, (exchanged) => {
        const copy = structuredClone(record);
        for (const [at, value] of exchanged) exchangeAt(copy, paths[at]!, value);
        const steps = verifyRecord(sealAgain(copy), { settle });
        expect(steps.map(({ detail }) => detail).join()).not.to.contain("can't be looked at");
      }),
      { numRuns: 600 },
    );
  });

  it("is looked at without an answer, whatever the terms and the scratches say", () => {
    const rules = fc.dictionary(
      fc.constantFrom("markets", "fixedPrices", "powers", "cancelFeeBps", "takeoutBps"),
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constant([{ toString: 1, valueOf: 1 }]),
        fc.constant({ costs: { boost: { toString: 1 } }, spendMax: "9" }),
      ),
    );
    const numbers = fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 8 });
    fc.assert(
      fc.property(rules, numbers, fc.nat(bases.length), (marketRules, scratched, at) => {
        const base = bases[at];
        const of = base === undefined ? { ...record, scratched } : committedTo(base, marketRules);
        const steps = verifyRecord(sealAgain(of), { settle });
        expect(steps.map(({ detail }) => detail).join()).not.to.contain("can't be looked at");
      }),
      { numRuns: 300 },
    );
  });

  /** With nothing in it, with a bet, with powers: each is stopped by other terms. */
  const bases = [
    sampleRecord(),
    sampleRecord({ bets: [{ player: 1, selection: [1], stake: 10n }] }),
    sampleRecord(race),
  ];

  /** As a server would commit to such terms; undefined where it could not. */
  function committedTo(base: RaceRecordV2, marketRules: object): unknown {
    try {
      const rules = { ...JSON.parse(JSON.stringify(marketRules)) };
      const { marketRules: _, ...rest } = base;
      const marketRulesHash = hashCanonical(rules);
      const seedHash = hashSeed(decodeHex(rest.serverSeed));
      const commit = commitmentV2({ ...rest, marketRulesHash, seedHash });
      return { ...rest, marketRules: rules, marketRulesHash, commit };
    } catch {
      return undefined;
    }
  }

  function exchangeAt(holder: object, path: (string | number)[], value: unknown): void {
    const key = path.at(-1)!;
    let at = holder as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) {
      const next = at[step];
      if (typeof next !== "object" || next === null) return;
      at = next as Record<string | number, unknown>;
    }
    at[key] = value;
  }

  function sealAgain(copy: unknown): unknown {
    try {
      return seal(copy as RaceRecordV2);
    } catch {
      return copy;
    }
  }

  it("can have a single byte flipped without being found", () => {
    const text = JSON.stringify(record);
    const bytes = new TextEncoder().encode(text);
    const flips = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(flips, ([at, flip]) => {
        const copy = bytes.slice();
        copy[at]! ^= flip;
        let parsed: unknown;
        try {
          parsed = JSON.parse(new TextDecoder().decode(copy));
        } catch {
          return;
        }
        expect(verifyRecord(parsed, { settle }).at(-1)?.ok).to.equal(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
