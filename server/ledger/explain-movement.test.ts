import { expect } from "chai";
import { castsOf, type Movement } from "./explain-movement.ts";
import type { RaceWords } from "./race-words.ts";

type Cast = RaceWords["casts"][number];

const cast = (seq: number, power: string, cost: bigint, status: Cast["status"]): Cast => ({
  seq,
  power,
  cost,
  status,
  target: seq,
  runner: `Runner ${seq}`,
});

let ids = 0;
function movement(kind: Movement["kind"], amount: bigint, lockedAmount: bigint): Movement {
  ids += 1;
  return { id: String(ids), kind, amount, lockedAmount, raceId: 1, betId: null };
}
const held = (cost: bigint) => movement("power_held", 0n, cost);
const captured = (cost: bigint) => movement("power_captured", -cost, -cost);
const released = (cost: bigint) => movement("power_released", 0n, -cost);
const returned = (cost: bigint) => movement("power_released", cost, 0n);

describe("what a movement for a power was about", () => {
  const cases: { it: string; casts: Cast[]; movements: Movement[]; seqs: number[] }[] = [
    {
      it: "is known for casts that worked and one that was released in between",
      casts: [
        cast(3, "boost", 40n, "captured"),
        cast(7, "slow", 40n, "released"),
        cast(8, "boost", 40n, "captured"),
      ],
      movements: [held(40n), held(40n), captured(40n), held(40n), released(40n), captured(40n)],
      seqs: [3, 7, 3, 8, 7, 8],
    },
    {
      it: "goes by the cost where the order is another",
      casts: [cast(1, "boost", 40n, "captured"), cast(2, "repair", 25n, "captured")],
      movements: [held(40n), held(25n), captured(25n), captured(40n)],
      seqs: [1, 2, 2, 1],
    },
    {
      it: "is known after a void, for what had been captured and for what was held",
      casts: [cast(1, "boost", 40n, "refunded"), cast(2, "slow", 60n, "refunded")],
      movements: [held(40n), held(60n), captured(40n), returned(40n), released(60n)],
      seqs: [1, 2, 1, 1, 2],
    },
    {
      it: "stays unsaid for a movement without a cast",
      casts: [],
      movements: [held(40n)],
      seqs: [],
    },
  ];
  for (const { it: title, casts, movements, seqs } of cases) {
    it(title, () => {
      const explained = castsOf(movements, { casts });
      expect(movements.flatMap(({ id }) => explained.get(id)?.target ?? [])).to.deep.equal(seqs);
    });
  }
});
