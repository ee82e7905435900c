import type { Outcome } from "#common/framework/refusals.ts";
import type { SessionWire } from "#common/players/player-api.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { expectCleanBooks } from "./expect-clean-books.ts";
import { type FakeClock, makeFakeClock } from "./fake-clock.ts";
import { startTestApp, type TestApp } from "./test-app.ts";
import type { TestSeat } from "./test-seat.ts";

/** A bet as a test writes it; what it leaves out is a plain bet of 100 to win on number 1. */
export interface TestBet {
  raceId?: number;
  market?: string;
  selection?: number[];
  stake?: string;
  key?: string;
}

export type BetAnswer = Outcome<{ bet: BetWire; wallet: WalletWire }>;

/** One player with a seat. */
export interface Phone {
  session: SessionWire;
  seat: TestSeat;
  /** Bets through the room. */
  bet(bet?: TestBet): Promise<BetAnswer>;
  /** Bets through HTTP. */
  betByHttp(bet?: TestBet): ReturnType<TestApp["call"]>;
  wallet(): Promise<WalletWire>;
}

/** The real app with a host, on a clock in the test's hand. */
export interface RaceNight {
  test: TestApp;
  clock: FakeClock;
  host: TestSeat;
  phone(name: string): Promise<Phone>;
  /** Lets a tick pass, so that what has changed is shown. */
  tick(): void;
  openBetting(): Promise<RaceState>;
  /** Lets the time run, a second in every few milliseconds, until the host's state fits. */
  runUntil(fits: (state: RaceState) => boolean): Promise<RaceState>;
  /** Audits the books and closes everything. */
  end(): Promise<void>;
}

let keysMade = 0;

export async function startRaceNight(
  options: Omit<Parameters<typeof startTestApp>[0] & object, "clock"> = {},
): Promise<RaceNight> {
  const clock = makeFakeClock();
  const test = await startTestApp({ ...options, clock });
  const host = await test.seat(await test.hostToken());
  const tick = () => clock.advance(50);

  async function runUntil(fits: (state: RaceState) => boolean): Promise<RaceState> {
    const timer = setInterval(() => clock.advance(1_000), 3);
    try {
      return await host.until(fits);
    } finally {
      clearInterval(timer);
    }
  }

  return {
    test,
    clock,
    host,
    tick,
    runUntil,
    phone: async (name) => {
      const session = await test.join(name);
      return makePhone(test, { session, seat: await test.seat(session.token) });
    },
    async openBetting() {
      await host.direct("openBetting");
      tick();
      return host.until((state) => state.phase === "betting");
    },
    async end() {
      await expectCleanBooks(test.dataSource);
      await test.close();
    },
  };
}

function makePhone(
  test: TestApp,
  { session, seat }: { session: SessionWire; seat: TestSeat },
): Phone {
  const { token } = session;
  const complete = ({ key, ...bet }: TestBet) => ({
    key: key ?? `key-${(keysMade += 1)}`,
    input: { raceId: seat.state.raceId, market: "win", selection: [1], stake: "100", ...bet },
  });
  return {
    session,
    seat,
    bet(bet = {}) {
      const { key, input } = complete(bet);
      return seat.request("placeBet", { key, ...input });
    },
    betByHttp(bet = {}) {
      const { key, input } = complete(bet);
      return test.call("POST", "/bets", {
        token,
        body: input,
        headers: { "idempotency-key": key },
      });
    },
    async wallet() {
      const { body } = await test.call("GET", "/wallet/me", { token });
      return (body.wallets as WalletWire[])[0] as WalletWire;
    },
  };
}
