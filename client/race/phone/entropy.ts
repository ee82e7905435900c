import type { RoomConnection } from "#client/framework/connection.ts";
import { encodeHex } from "#common/framework/bytes.ts";
import { isRetryable, type Outcome } from "#common/framework/refusals.ts";
import { hashSecret } from "#common/race/entropy.ts";
import type { RaceState } from "#common/race/race-state.ts";
import { keepEntropy, keepReceipts, readReceipts } from "./receipts.ts";

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

  function commit(raceId: number) {
    return line.request("commitEntropy", { raceId, hash: hashSecret(secretFor(raceId)) });
  }

  const stops = [
    line.onState((state) => {
      const { raceId } = state;
      if (raceId === 0 || state.seedAnchor === "") return;
      const isGates = state.phase === "racing" && state.tick < 0;
      if (state.phase === "betting") {
        if (!done.has(`seen ${raceId}`)) {
          done.add(`seen ${raceId}`);
          const { commitment: commit, seedAnchor, seedIndex } = state;
          keepReceipts(raceId, { commit, seedAnchor, seedIndex });
        }
        once(`commit ${raceId}`, () => commit(raceId));
      }
      if (!isGates || state.entropyRoot === "") return;
      keepLock(done, state);
      const secret = readReceipts(raceId)?.entropy?.secret;
      if (secret === undefined) return;
      once(
        `reveal ${raceId}`,
        () => line.request("revealEntropy", { raceId, secret }),
        () => keepEntropy(raceId, { isRevealed: true }),
      );
    }),
    line.on("entropyCalled", ({ raceId }) => {
      commit(raceId).then(
        (answer) => {
          if (answer.ok) keepEntropy(raceId, { isAnswered: true });
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

/** This phone's secret for a race in hexadecimal, drawn the first time and stored before it is used. */
function secretFor(raceId: number): string {
  const known = readReceipts(raceId)?.entropy?.secret;
  if (known !== undefined) return known;
  const secret = encodeHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  keepReceipts(raceId, { entropy: { secret, isAnswered: false, isRevealed: false } });
  return secret;
}

/** Notes what is fixed, as it is seen first, before this phone's secret leaves it. */
function keepLock(done: Set<string>, state: RaceState): void {
  if (done.has(`locked ${state.raceId}`)) return;
  done.add(`locked ${state.raceId}`);
  const { betsHead, betsRoot, entropyRoot } = state;
  const scratched = [...state.runners.values()]
    .filter(({ isScratched }) => isScratched)
    .map(({ number }) => number);
  keepReceipts(state.raceId, { lock: { betsHead, betsRoot, entropyRoot, scratched } });
}
