import { decodeHex, encodeHex, encodeUtf8 } from "#common/framework/bytes.ts";
import { hashCanonical } from "#common/framework/canonical.ts";
import { betLeaf, firstHead, nextHead, playerTag } from "./bet-leaf.ts";
import { cancelsRoot } from "./cancels-root.ts";
import { cardHash } from "./card.ts";
import { engineHash as currentEngine, engineHashWithoutPowers } from "./engine.ts";
import { countRevealed, entropyRoot, hashSecret, revealedRoot } from "./entropy.ts";
import {
  commitment,
  commitmentV2,
  deriveRaceSeed,
  deriveRaceSeedV2,
  hashSeed,
} from "./fairness.ts";
import { merkleRoot } from "./merkle-tree.ts";
import { sampleCard, sampleSeed } from "./race-samples.ts";
import type { RaceReceipts } from "./receipts.ts";
import { type RaceRecordV2, RECORD_FORMAT, recordHash } from "./record.ts";
import type { RaceRecordV1 } from "./record-v1.ts";
import { anchorOf, seedAt } from "./seed-chain.ts";
import { simulateRace } from "./simulate-race.ts";
import type { SettleRecorded } from "./verify-payouts.ts";

/** Records for tests, made as an honest server makes them. */

const CHAIN_LENGTH = 40;
const SEED_INDEX = 12;

/** A race as a test writes it; players are numbers. */
export type SampleRace = {
  raceId?: number;
  marketRules?: RaceRecordV2["marketRules"];
  bets?: readonly SampleBet[];
  /** Phones that answered the call; `secret` is a number, null = withheld. */
  phones?: readonly { player: number; secret: number; isRevealed?: boolean }[];
  inputs?: readonly { player: number; tick: number; power: "boost"; target: number }[];
  scratched?: number[];
  /** Another chain of seeds, another place in it, another field. */
  chain?: number;
  seedIndex?: number;
  cardName?: string;
  engineHash?: string;
  /** Absent: `sampleSettle`. */
  settle?: SettleRecorded;
};
type SampleBet = {
  player: number;
  market?: string;
  selection: number[];
  stake: bigint;
  isCancelled?: boolean;
  /** Another than that of its serial. */
  salt?: number;
};

const samplePowerCost = "60";
const plainRules = {
  markets: ["win"],
  takeoutBps: 0,
  cancelFeeBps: 500,
  powers: { costs: { boost: samplePowerCost }, spendMax: "120" },
};

/** An official record of format 2: race 7 of six runners, without bets unless some are given. */
export function sampleRecord(race: SampleRace = {}): RaceRecordV2 {
  const committed = commitSample(race);
  const { raceId } = committed;
  const chained = (race.bets ?? []).map((bet, index) => chainBet(committed, bet, index + 1));
  const leaves = chained.map(({ leaf }) => leaf);
  const entropy = samplePhones(raceId, race.phones ?? []);
  const lock = {
    betCount: leaves.length,
    betsHead: encodeHex(leaves.reduce(nextHead, firstHead(raceId))),
    betsRoot: encodeHex(merkleRoot(leaves)),
    cancelsRoot: cancelsRoot(raceId, cancelledAmong(chained.map(({ bet }) => bet))),
    phoneCount: entropy.length,
    entropyRoot: entropyRoot(entropy),
  };
  const roots = { ...lock, revealedRoot: revealedRoot(entropy) };
  const raceSeed = deriveRaceSeedV2(decodeHex(committed.serverSeed), raceId, roots);
  const scratched = race.scratched ?? [];
  const inputs = (race.inputs ?? []).map((input, index) => ({
    ...input,
    seq: index + 1,
    player: sampleTag(raceId, input.player),
  }));
  const run = simulateRace(committed.card, raceSeed, inputs, { scratched });
  const record: Omit<RaceRecordV2, "hash"> = {
    format: RECORD_FORMAT,
    fairnessVersion: 2,
    ...committed,
    lobby: "BCDF",
    raceNumber: 3,
    betsHead: lock.betsHead,
    lock,
    entropy,
    revealedRoot: roots.revealedRoot,
    revealedCount: countRevealed(entropy),
    raceSeed: encodeHex(raceSeed),
    bets: chained.map(({ bet }) => bet),
    inputs: inputs.map((input, index) => {
      const { isApplied, reason } = run.casts[index] ?? { isApplied: false, reason: "" };
      const status = isApplied ? ("captured" as const) : ("released" as const);
      return { ...input, cost: samplePowerCost, status, reason };
    }),
    scratched,
    order: run.order,
    finishTimesMs: run.finishTimesMs,
    ticks: run.ticks,
    pools: [],
    voidsAfterLock: 0,
    status: "official",
    previousRecordHash: "5e".repeat(32),
    offAt: 1_700_000_060_000,
    officialAt: 1_700_000_110_000,
  };
  return seal(settleSample(record, race.settle ?? sampleSettle));
}

/** A pool whose gross goes to those on the winner in proportion to their stakes, rounded down; else back. */
export const sampleSettle: SettleRecorded = ({ bets, order }) => {
  const gross = bets.reduce((sum, { stake }) => sum + stake, 0n);
  const winner = order[0]?.[0] ?? 0;
  const staked = bets.reduce(
    (sum, { selection, stake }) => (selection[0] === winner ? sum + stake : sum),
    0n,
  );
  const payouts = bets.map(({ serial, selection, stake }) => {
    if (staked === 0n) return { serial, status: "refunded", payout: stake };
    return selection[0] === winner
      ? { serial, status: "won", payout: (stake * gross) / staked }
      : { serial, status: "lost", payout: 0n };
  });
  const none = { gross: 0n, takeout: 0n, net: 0n, paid: 0n, breakage: 0n };
  if (staked === 0n) return { ...none, refunds: gross, dividends: [], payouts };
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0n);
  const dividends = [{ selection: [winner], perUnit: "2.5000" }];
  return { ...none, gross, net: gross, paid, breakage: gross - paid, dividends, payouts };
};

/** The record with its own hash, as whoever changed it would write it. */
export function seal(record: Omit<RaceRecordV2, "hash">): RaceRecordV2 {
  return { ...record, hash: recordHash(record) };
}

/** What the phone of a player kept who was there from the opening to the off. */
export function sampleReceipts(
  record: RaceRecordV2,
  { player, secret }: { player: number; secret?: number },
): RaceReceipts {
  const { raceId, commit, seedAnchor, seedIndex, lock, scratched, inputs } = record;
  if (lock === null) throw new Error("nobody was there at the lock");
  const { betsHead, betsRoot, cancelsRoot: cancels, entropyRoot: phonesRoot } = lock;
  let head = firstHead(raceId);
  const bets = record.bets.flatMap((recorded) => {
    const { status, payout: _, ...bet } = recorded;
    const [tag, salt] = [decodeHex(bet.tag), decodeHex(bet.salt)];
    const leaf = betLeaf({ ...bet, raceId, stake: BigInt(bet.stake), tag, salt });
    head = nextHead(head, leaf);
    if (bet.tag !== sampleTag(raceId, player)) return [];
    const cancel = status === "cancelled" ? { cancel: "done" as const } : {};
    return [{ ...bet, leaf: encodeHex(leaf), head: encodeHex(head), ...cancel }];
  });
  const entropy = {
    secret: sampleSecret(secret ?? 0),
    isAnswered: true,
    isSent: true,
    isRevealed: true,
  };
  return {
    raceId,
    commit,
    seedAnchor,
    seedIndex,
    lock: { betsHead, betsRoot, cancelsRoot: cancels, entropyRoot: phonesRoot, scratched },
    ...(secret !== undefined && { entropy }),
    bets,
    casts: inputs
      .filter((input) => input.player === sampleTag(raceId, player))
      .map(({ seq, tick, power, target, cost }) => ({ seq, tick, power, target, cost })),
    castsSeen: inputs.map(({ tick, power, target, cost }) => ({ tick, power, target, cost })),
    sawAllCasts: true,
  };
}

/** An official record of format 1: race 7 without bets. */
export function sampleRecordV1(): RaceRecordV1 {
  const { raceId, card, marketRules, marketRulesHash, cardHash: hash } = commitSample({});
  const serverSeed = sampleSeed(1);
  const engine = { engineHash: engineHashWithoutPowers };
  const committed = { raceId, cardHash: hash, marketRulesHash, ...engine };
  const { casts: _, ...result } = simulateRace(card, deriveRaceSeed(serverSeed, raceId));
  return {
    format: 1,
    fairnessVersion: 1,
    ...committed,
    lobby: "BCDF",
    raceNumber: 1,
    card,
    marketRules,
    commit: commitment({ ...committed, seedHash: hashSeed(serverSeed) }),
    serverSeed: encodeHex(serverSeed),
    bets: [],
    inputs: [],
    ...result,
    pools: [],
    status: "official",
    previousRecordHash: null,
    offAt: 1_700_000_060_000,
    officialAt: 1_700_000_110_000,
  };
}

/** 32 secret bytes of a phone, in hexadecimal. */
export function sampleSecret(number: number): string {
  return encodeHex(sampleSeed(1_000 + number));
}

function cancelledAmong(bets: RaceRecordV2["bets"]): number[] {
  return bets.filter(({ status }) => status === "cancelled").map(({ serial }) => serial);
}

/** A player's tag in hexadecimal. */
function sampleTag(raceId: number, player: number): string {
  return encodeHex(sampleTagBytes(raceId, player));
}

function commitSample({
  raceId = 7,
  marketRules = plainRules,
  chain = 99,
  seedIndex = SEED_INDEX,
  cardName,
  engineHash = currentEngine,
}: SampleRace) {
  const card = sampleCard(6, undefined, cardName);
  const serverSeed = seedAt(sampleSeed(chain), CHAIN_LENGTH, seedIndex);
  const committed = {
    raceId,
    cardHash: cardHash(card),
    marketRulesHash: hashCanonical(marketRules),
    engineHash,
    seedAnchor: encodeHex(anchorOf(serverSeed, seedIndex)),
    seedIndex,
    seedChainLength: CHAIN_LENGTH,
  };
  const commit = commitmentV2({ ...committed, seedHash: hashSeed(serverSeed) });
  return { ...committed, card, marketRules, commit, serverSeed: encodeHex(serverSeed) };
}

function chainBet(
  { raceId, marketRules }: Pick<RaceRecordV2, "raceId" | "marketRules">,
  bet: SampleBet,
  serial: number,
) {
  const { market = "win", selection, stake, isCancelled = false } = bet;
  const prices =
    market === "win" ? (marketRules["fixedPrices"] as number[] | undefined) : undefined;
  const price = prices?.[(selection[0] ?? 0) - 1] ?? 0;
  const [tag, salt] = [sampleTagBytes(raceId, bet.player), saltOf(bet.salt ?? serial)];
  const leaf = betLeaf({ raceId, serial, tag, market, selection, stake, price, salt });
  const fee = (stake * 500n + 9_999n) / 10_000n;
  const recorded: RaceRecordV2["bets"][number] = {
    serial,
    tag: encodeHex(tag),
    salt: encodeHex(salt),
    market,
    selection,
    stake: String(stake),
    price,
    status: isCancelled ? "cancelled" : "lost",
    payout: isCancelled ? String(stake - fee) : "0",
  };
  return { leaf, bet: recorded };
}

function samplePhones(raceId: number, phones: NonNullable<SampleRace["phones"]>) {
  return phones
    .map(({ player, secret, isRevealed = true }) => {
      const [tag, text] = [sampleTag(raceId, player), sampleSecret(secret)];
      return { tag, hash: hashSecret(text), secret: isRevealed ? text : null };
    })
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** Pays the bets of a record that were not cancelled. */
function settleSample(
  record: Omit<RaceRecordV2, "hash">,
  settle: SettleRecorded,
): Omit<RaceRecordV2, "hash"> {
  const { marketRules, order, bets } = record;
  const ends = new Map<number, { status: string; payout: string }>();
  const pools = (marketRules["markets"] as string[]).map((market) => {
    const taken = bets.filter((bet) => bet.market === market && bet.status !== "cancelled");
    const given = taken.filter((bet) => isGivenBack(bet, record.scratched));
    for (const { serial, stake } of given) ends.set(serial, { status: "refunded", payout: stake });
    const standing = taken.filter((bet) => !given.includes(bet));
    const settled = settle({
      market,
      marketRules,
      runnerCount: record.card.runners.length - record.scratched.length,
      order,
      bets: standing.map((bet) => ({ ...bet, stake: BigInt(bet.stake) })),
    });
    for (const { serial, status, payout } of settled.payouts) {
      ends.set(serial, { status, payout: String(payout) });
    }
    const [gross, takeout, net] = [settled.gross, settled.takeout, settled.net].map(String);
    const [paid, breakage] = [settled.paid, settled.breakage].map(String);
    const back = given.reduce((sum, { stake }) => sum + BigInt(stake), 0n);
    const refunds = String(BigInt(settled.refunds ?? 0) + back);
    return { market, gross, takeout, net, paid, breakage, refunds, dividends: settled.dividends };
  }) as RaceRecordV2["pools"];
  const paid = bets.map((bet) => ({ ...bet, ...ends.get(bet.serial) })) as RaceRecordV2["bets"];
  return { ...record, bets: paid, pools };
}

/** TOTE-6, TOTE-8: bets on a scratched runner, and after any scratch all at fixed odds. */
function isGivenBack({ price, selection }: RaceRecordV2["bets"][number], scratched: number[]) {
  if (price > 0) return scratched.length > 0;
  return selection.some((number) => scratched.includes(number));
}

function sampleTagBytes(raceId: number, player: number): Uint8Array {
  return playerTag(sampleSeed(raceId), sampleSeed(player).slice(0, 16));
}

function saltOf(serial: number): Uint8Array {
  const salt = encodeUtf8(`salt ${serial}`);
  const bytes = new Uint8Array(16);
  bytes.set(salt);
  return bytes;
}
