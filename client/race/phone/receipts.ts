import { listStored, readStored, removeStored, writeStored } from "#client/framework/stored.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";

const PREFIX = "race.";
/** Receipts of so many races are kept, the latest. */
const RACES_MAX = 50;
/** A record that ended further than this from what was kept is of another race, milliseconds. */
const SAME_NIGHT_MS = 12 * 3_600_000;

/**
 * Which race: its id begins again with another database, its commitment does not, because that covers
 * the id, the anchor of the seeds and the seed (RACE-6 a).
 */
export interface KeptRace {
  raceId: number;
  commitment: string;
}

/** What this phone has kept of a race. */
export function readReceipts(race: KeptRace): RaceReceipts | undefined {
  return readKept(nameOf(race));
}

/**
 * What this phone has kept of the race of a record, for `/verify` and for `npm run verify-race`: that of
 * its commitment, else the latest of its id of that night, which then speaks against the record.
 */
export function findReceipts(
  raceId: number,
  record: { commit?: unknown; officialAt?: unknown },
): RaceReceipts | undefined {
  const { commit, officialAt } = record;
  const exact =
    typeof commit === "string" ? readReceipts({ raceId, commitment: commit }) : undefined;
  if (exact !== undefined) return exact;
  const [latest] = listKept(`${PREFIX}${raceId}.`);
  if (latest === undefined || typeof officialAt !== "number") return latest?.kept;
  const isSameNight = Math.abs(officialAt - (latest.kept.keptAt ?? 0)) < SAME_NIGHT_MS;
  return isSameNight ? latest.kept : undefined;
}

/** Notes something about a race, at once and past a reload. What was noted before stays. */
export function keepReceipts(race: KeptRace, noted: Partial<RaceReceipts>): RaceReceipts {
  return changeReceipts(race, (before) => ({ ...noted, ...before }));
}

/** Notes what became of something about a race. */
export function changeReceipts(
  race: KeptRace,
  change: (before: RaceReceipts) => RaceReceipts,
): RaceReceipts {
  const { raceId } = race;
  const name = nameOf(race);
  const before = readKept(name);
  const changed = change(before ?? { raceId, keptAt: Date.now(), bets: [] });
  writeStored(name, JSON.stringify(changed));
  if (before === undefined) dropOldest(name);
  return changed;
}

/** Notes what became of this phone's own secret. */
export function keepEntropy(
  race: KeptRace,
  became: Partial<NonNullable<RaceReceipts["entropy"]>>,
): void {
  changeReceipts(race, (before) =>
    before.entropy === undefined
      ? before
      : { ...before, entropy: { ...before.entropy, ...became } },
  );
}

/** Notes a bet that the server has accepted, once. */
export function keepBetReceipt({ bet, receipt }: { bet: BetWire; receipt: BetReceipt }): void {
  const { raceId, serial, market, selection, stake } = bet;
  const race = latestOf(raceId);
  if (serial === null || race === undefined) return;
  changeReceipts(race, (before) => {
    if (before.bets.some((known) => known.serial === serial)) return before;
    const received = { serial, market, selection, stake, price: bet.price ?? 0, ...receipt };
    return { ...before, bets: [...before.bets, received] };
  });
}

/** Notes that this phone asks for a bet back, and that the server said yes; a yes stays. */
export function keepCancel({ raceId, serial }: BetWire, cancel: "asked" | "done"): void {
  const race = latestOf(raceId);
  if (serial === null || race === undefined) return;
  changeReceipts(race, (before) => ({
    ...before,
    bets: before.bets.map((bet) =>
      bet.serial === serial && bet.cancel !== "done" ? { ...bet, cancel } : bet,
    ),
  }));
}

/** The race of this id that was begun last: an answer to a bet names no commitment. */
export function latestOf(raceId: number): KeptRace | undefined {
  const [latest] = listKept(`${PREFIX}${raceId}.`);
  return latest && { raceId, commitment: latest.name.slice(`${PREFIX}${raceId}.`.length) };
}

function nameOf({ raceId, commitment }: KeptRace): string {
  return `${PREFIX}${raceId}.${commitment}`;
}

function readKept(name: string): RaceReceipts | undefined {
  const text = readStored(name);
  return text === null ? undefined : (JSON.parse(text) as RaceReceipts);
}

/** Everything kept under names that begin so, the latest first. */
function listKept(prefix: string): { name: string; kept: RaceReceipts }[] {
  const all = listStored(prefix).flatMap((name) => {
    const kept = readKept(name);
    return kept === undefined ? [] : [{ name, kept }];
  });
  return all.toSorted(
    ({ kept: a }, { kept: b }) => (b.keptAt ?? 0) - (a.keptAt ?? 0) || b.raceId - a.raceId,
  );
}

/** Never the one that was just begun, whatever the phone's clock says. */
function dropOldest(begun: string): void {
  const others = listKept(PREFIX).filter(({ name }) => name !== begun);
  for (const { name } of others.slice(RACES_MAX - 1)) removeStored(name);
}
