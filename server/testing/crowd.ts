import { randomUUID } from "node:crypto";
import type { SessionWire } from "#common/players/player-api.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { callHttp, type HttpAnswer } from "./call-http.ts";
import type { ServerProcess } from "./server-process.ts";
import { TEST_PIN } from "./test-app.ts";
import { type TestSeat, takeSeat } from "./test-seat.ts";

/** A bet as a phone remembers it: the intent, and the answer if one came. */
export interface SentBet {
  phone: number;
  key: string;
  input: { raceId: number; market: string; selection: number[]; stake: string };
  answer?: HttpAnswer;
}

/** Phones that outlive the server: their sessions and what they sent stay when it is killed. */
export interface Crowd {
  sessions: SessionWire[];
  sent: SentBet[];
  /** Sends a remembered bet (again). Rejects when no answer came. */
  send(server: ServerProcess, bet: SentBet): Promise<HttpAnswer>;
  /** Every phone bets on and on, until the server is gone. */
  betUntilItDies(server: ServerProcess, raceId: number): Promise<void>;
  wallets(server: ServerProcess): Promise<WalletWire[]>;
}

export async function joinCrowd(server: ServerProcess, names: readonly string[]): Promise<Crowd> {
  const { body: lobby } = await callHttp(server.url, { method: "GET", path: "/lobbies/current" });
  const sessions: SessionWire[] = [];
  for (const name of names) {
    const joinKey = randomUUID().replaceAll("-", "");
    const joined = await callHttp(server.url, {
      method: "POST",
      path: "/auth/join",
      body: { name, lobby: lobby.code, joinKey },
    });
    sessions.push(joined.body as unknown as SessionWire);
  }
  const tokenOf = (phone: number) => sessions[phone]?.token;
  const sent: SentBet[] = [];

  async function send({ url }: ServerProcess, bet: SentBet): Promise<HttpAnswer> {
    const { phone, key, input } = bet;
    return callHttp(url, {
      method: "POST",
      path: "/bets",
      token: tokenOf(phone),
      headers: { "idempotency-key": key },
      body: input,
    });
  }

  return {
    sessions,
    sent,
    send,
    async betUntilItDies(server, raceId) {
      let isOver = false;
      void server.ended.then(() => {
        isOver = true;
      });
      const betOn = async (phone: number) => {
        for (let i = 0; !isOver; i += 1) {
          const selection = [1 + (i % 5)];
          const input = { raceId, market: i % 3 ? "win" : "place", selection, stake: "10" };
          const bet: SentBet = { phone, key: `${phone}-${i}-${raceId}`, input };
          sent.push(bet);
          // A connection that breaks is how a phone learns of the crash.
          const answer = await send(server, bet).catch(() => undefined);
          if (answer === undefined) return;
          bet.answer = answer;
        }
      };
      await Promise.all(sessions.map((_, phone) => betOn(phone)));
    },
    async wallets({ url }) {
      const wallets: WalletWire[] = [];
      for (const { token } of sessions) {
        const { body } = await callHttp(url, { method: "GET", path: "/wallet/me", token });
        wallets.push((body.wallets as WalletWire[])[0] as WalletWire);
      }
      return wallets;
    },
  };
}

/** A host's seat in the current lobby. */
export async function seatHost({ url }: ServerProcess): Promise<TestSeat> {
  const door = { method: "POST", path: "/auth/host", body: { pin: TEST_PIN } };
  const { body } = await callHttp(url, door);
  const { body: lobby } = await callHttp(url, { method: "GET", path: "/lobbies/current" });
  return takeSeat(url, { roomId: lobby.roomId as string, token: body.token as string });
}
