import type { RoomConnection } from "#client/framework/connection.ts";
import { encodeHex } from "#common/framework/bytes.ts";
import { isRetryable, type Outcome } from "#common/framework/refusals.ts";
import { hashSecret } from "#common/race/entropy.ts";
import type { RaceState } from "#common/race/race-state.ts";
import {
  changeReceipts,
  type KeptRace,
  keepEntropy,
  keepReceipts,
  latestOf,
  readReceipts,
} from "./receipts.ts";

const SECRET_BYTES = 32;
/** What got no answer is sent again after this, milliseconds. */
const RETRY_MS = 500;

type RaceLine = Pick<RoomConnection<"race">, "onState" | "on" | "request">;

/**
 * This phone's part in the seeds of the races it sees, without anybody touching it (RACE-6 b, c):
 * draws 32 bytes for each race, stores them, sends their hash when betting opens and once more when
 * it is called, and reveals them when the roots of the lock are there. What it sees on the way it
 * keeps, for `/verify`. Returns how to stop.
 */
export function followEntropy(line: RaceLine): () => void {
  /** What was done for a race: sent and answered, or on its way. */
  const done = new Set<string>();
  let race: KeptRace | undefined;

  /** Sends until there is an answer that is about the word itself; a yes is noted. */
  function once(what: string, send: () => Promise<Outcome<unknown>>, onYes = () => {}): void {
    if (done.has(what)) return;
    done.add(what);
    const again = () => setTimeout(() => done.delete(what), RETRY_MS);
    send().then((answer) => {
      if (answer.ok) onYes();
      else if (isRetryable(answer.refusal.code)) again();
    }, again);
  }

  function commit(at: KeptRace) {
    const { raceId } = at;
    return line.request("commitEntropy", { raceId, hash: hashSecret(secretFor(at)) });
  }

  const stops = [
    line.onState((state) => {
      const { raceId, commitment } = state;
      if (raceId === 0 || state.seedAnchor === "") return;
      const at = { raceId, commitment };
      const name = `${raceId} ${commitment}`;
      race = at;
      if (!done.has(`begun ${name}`)) {
        done.add(`begun ${name}`);
        keepReceipts(at, {});
      }
      if (state.phase === "betting") {
        if (!done.has(`seen ${name}`)) {
          done.add(`seen ${name}`);
          const { seedAnchor, seedIndex } = state;
          keepReceipts(at, { commit: commitment, seedAnchor, seedIndex });
        }
        once(`commit ${name}`, () => commit(at));
      }
      const isGates = state.phase === "racing" && state.tick < 0;
      if (!isGates || state.entropyRoot === "") return;
      keepLock(done, at, state);
      const secret = readReceipts(at)?.entropy?.secret;
      if (secret === undefined) return;
      once(
        `reveal ${name}`,
        () => {
          keepEntropy(at, { isSent: true });
          return line.request("revealEntropy", { raceId, secret });
        },
        () => keepEntropy(at, { isRevealed: true }),
      );
    }),
    line.on("entropyCalled", ({ raceId }) => {
      const at = race?.raceId === raceId ? race : latestOf(raceId);
      if (at === undefined) return;
      commit(at).then(
        (answer) => {
          if (answer.ok) keepEntropy(at, { isAnswered: true });
        },
        // Without an answer in time this phone takes no part; the call may come again.
        () => {},
      );
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * This phone's secret for a race in hexadecimal, drawn the first time and stored before it is used.
 * One that has left this phone already is no secret: betting that is open again gets another.
 */
function secretFor(race: KeptRace): string {
  const known = readReceipts(race)?.entropy;
  if (known !== undefined && !known.isSent) return known.secret;
  const secret = encodeHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const entropy = { secret, isAnswered: false, isSent: false, isRevealed: false };
  changeReceipts(race, (before) => ({ ...before, entropy }));
  return secret;
}

/** Notes what is fixed, as it is seen first, before this phone's secret leaves it. */
function keepLock(done: Set<string>, race: KeptRace, state: RaceState): void {
  const name = `locked ${race.raceId} ${race.commitment}`;
  if (done.has(name)) return;
  done.add(name);
  const { betsHead, betsRoot, cancelsRoot, entropyRoot } = state;
  const scratched = [...state.runners.values()]
    .filter(({ isScratched }) => isScratched)
    .map(({ number }) => number);
  keepReceipts(race, { lock: { betsHead, betsRoot, cancelsRoot, entropyRoot, scratched } });
}
