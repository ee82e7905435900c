import { useEffect, useState } from "preact/hooks";
import { findReceipts } from "#client/race/phone/receipts.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";
import type { RaceRecord } from "#common/race/record.ts";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { askJudge, type Judged } from "./ask-judge.ts";
import { type FoundRace, findEvidence } from "./find-evidence.ts";
import { revealIsOverdue } from "./reveal-overdue.ts";

const LOOK_AGAIN_MS = 3_000;

/** How far the page has come with a race. */
export type Progress =
  | { kind: "asking" }
  | { kind: "silent" }
  | { kind: "unknown" }
  | { kind: "pending"; race: RaceStatsWire; isBroken: boolean }
  | { kind: "judging"; record: unknown }
  | {
      kind: "judged";
      judged: Judged;
      /** As it came. */
      record: unknown;
      /** Undefined where it can't be read. */
      race: RaceRecord | undefined;
      /** What this phone kept of it. */
      mine: RaceReceipts | undefined;
    };

/** Judges a race; one without a record is looked at again until it has one. */
export function useJudgement(raceId: number): Progress {
  const [progress, setProgress] = useState<Progress>({ kind: "asking" });
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const seesOverdue = watchReveal();

    async function look() {
      const found = await findEvidence(raceId).catch(() => undefined);
      if (isGone) return;
      if (found?.kind === "record") return judge(found);
      if (found?.kind === "pending") {
        setProgress({ ...found, isBroken: seesOverdue(found) });
      } else {
        setProgress({ kind: found?.kind ?? "silent" });
        if (found !== undefined) return;
      }
      timer = setTimeout(() => void look(), LOOK_AGAIN_MS);
    }

    async function judge({ record, previous }: Extract<FoundRace, { kind: "record" }>) {
      setProgress({ kind: "judging", record });
      const mine = findReceipts(raceId, record);
      const judged = await askJudge({ record, previous, mine });
      const isReadable = judged.steps[0]?.state === "ok";
      const race = isReadable ? (record as unknown as RaceRecord) : undefined;
      if (!isGone) setProgress({ kind: "judged", judged, record, race, mine });
    }

    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [raceId]);
  return progress;
}

/** Remembers since when a race was seen over. */
function watchReveal() {
  let seenOverAt: number | undefined;
  return ({ race, serverNow }: Extract<FoundRace, { kind: "pending" }>): boolean => {
    const pageNow = performance.now();
    if (race.status === "settling") seenOverAt ??= pageNow;
    return revealIsOverdue({ offAt: race.offAt, serverNow, seenOverAt, pageNow });
  };
}
