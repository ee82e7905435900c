import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { canonical } from "#common/framework/canonical.ts";
import { isRetryable, type RefusalCode } from "#common/framework/refusals.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { callHttp } from "./call-http.ts";
import type { FaultRow } from "./fault-report.ts";
import type { TestSeat } from "./test-seat.ts";

/** A bet as its phone remembers it, with every final answer that came to it. */
export interface WitnessedBet {
  phone: number;
  key: string;
  input: { raceId: number; market: string; selection: number[]; stake: string };
  answers: BetAnswer[];
}

/** `code` is `taken` or the refusal; `raw` is the body of an HTTP answer, byte for byte. */
export interface BetAnswer {
  code: "taken" | RefusalCode;
  body: string;
  raw?: string;
}

/** A way to the server. Rejects when no answer came. */
export type BetDoor = (bet: WitnessedBet) => Promise<BetAnswer>;

/** Remembers what was sent and answered, to hold the database against it. */
export interface BetWitness {
  bets: WitnessedBet[];
  /** A new intent of a phone. */
  intend(phone: number, input: WitnessedBet["input"], key?: string): WitnessedBet;
  /** Sends it once; undefined when no answer came, or none that is final. */
  send(door: BetDoor, bet: WitnessedBet): Promise<BetAnswer | undefined>;
  /** Sends it until an answer is final, as a phone does. */
  insist(door: BetDoor, bet: WitnessedBet): Promise<BetAnswer>;
  /**
   * Counts what is lost and doubled among the bets of the race, and expects that every intent got one
   * answer however often it was sent (I6, I9). Every intent must have a final answer by now; bets of
   * `others` are not its own.
   */
  judge(
    dataSource: DataSource,
    others?: Iterable<string>,
  ): Promise<Omit<FaultRow, "fault" | "injected">>;
}

/** What a phone lets pass before it asks again, and a machine needs to itself meanwhile. */
const AGAIN_AFTER_MS = 20;

export function makeBetWitness(): BetWitness {
  const bets: WitnessedBet[] = [];
  let requests = 0;

  async function send(door: BetDoor, bet: WitnessedBet): Promise<BetAnswer | undefined> {
    requests += 1;
    const answer = await door(bet).catch(() => undefined);
    if (answer?.code === "internal") throw new Error(`a bug answers ${bet.key}: ${answer.body}`);
    if (answer === undefined || isAgain(answer)) return undefined;
    bet.answers.push(answer);
    return answer;
  }

  return {
    bets,
    intend(phone, input, key = randomUUID()) {
      const bet: WitnessedBet = { phone, key, input, answers: [] };
      bets.push(bet);
      return bet;
    },
    send,
    async insist(door, bet) {
      for (;;) {
        const answer = await send(door, bet);
        if (answer !== undefined) return answer;
        await pause(AGAIN_AFTER_MS);
      }
    },
    async judge(dataSource, others = []) {
      const raceIds = [...new Set(bets.map(({ input }) => input.raceId))];
      const stored = await readStored(dataSource, raceIds);
      const told = new Set<string>(others);
      let lost = 0;
      let doubled = 0;
      for (const bet of bets) {
        const ids = expectOneAnswer(bet);
        if (ids.length > 1) doubled += ids.length - 1;
        for (const id of ids) {
          told.add(id);
          if (stored.get(id) !== factsOf(bet.input)) lost += 1;
        }
      }
      doubled += [...stored.keys()].filter((id) => !told.has(id)).length;
      const acknowledged = bets.filter(({ answers }) => answers[0]?.code === "taken").length;
      return { requests, acknowledged, lost, doubled };
    },
  };
}

function isAgain({ code }: BetAnswer): boolean {
  return code !== "taken" && isRetryable(code);
}

/** Ids of the bets that its answers name: at most one where all is well. */
function expectOneAnswer({ key, answers }: WitnessedBet): string[] {
  const bodies = new Set(answers.map(({ body }) => body));
  const raws = new Set(answers.flatMap(({ raw }) => raw ?? []));
  expect([bodies.size, raws.size <= 1], `answers to ${key}`).to.deep.equal([1, true]);
  const taken = answers.filter(({ code }) => code === "taken");
  return [...new Set(taken.map(({ body }) => (JSON.parse(body) as { bet: BetWire }).bet.id))];
}

async function readStored(
  dataSource: DataSource,
  raceIds: readonly number[],
): Promise<Map<string, string>> {
  const rows: {
    id: string;
    race_id: number;
    market: string;
    selection: number[];
    stake: string;
  }[] = await dataSource.query(
    "SELECT id, race_id, market, selection, stake FROM bets WHERE race_id = ANY ($1)",
    [raceIds],
  );
  return new Map(
    rows.map(({ id, race_id: raceId, ...rest }) => [id, factsOf({ raceId, ...rest })]),
  );
}

function factsOf({ raceId, market, selection, stake }: WitnessedBet["input"]): string {
  return `${raceId} ${market} ${selection.join()} ${stake}`;
}

/** `POST /bets` of the server at `url`, each phone by its token. */
export function httpDoor(url: string, tokens: readonly string[]): BetDoor {
  return async ({ phone, key, input }) => {
    const { status, body, text } = await callHttp(url, {
      method: "POST",
      path: "/bets",
      token: tokens[phone],
      headers: { "idempotency-key": key },
      body: input,
    });
    if (status === 201) return { code: "taken", body: canonical(body), raw: text };
    const code = body.code as RefusalCode;
    return { code, body: canonical({ code, detail: body.detail ?? null }) };
  };
}

/** The room's `placeBet`, each phone on its seat. */
export function roomDoor(seats: readonly TestSeat[]): BetDoor {
  return async ({ phone, key, input }) => {
    const answer = await (seats[phone] as TestSeat).request("placeBet", { key, ...input });
    if (answer.ok)
      return { code: "taken", body: canonical(JSON.parse(JSON.stringify(answer.value))) };
    const { code, detail = null } = answer.refusal;
    return { code, body: canonical({ code, detail }) };
  };
}
