import type { DataSource } from "typeorm";
import type { IdempotentAnswer } from "#server/ledger/run-idempotently.ts";
import type { BetIntent } from "#server/race/bet-intent.ts";
import { type Decided, openBetLanes } from "#server/race/bet-lanes.ts";
import { type CancelIntent, cancelBet } from "#server/race/cancel-bet.ts";
import { placeBet } from "#server/race/place-bet.ts";
import { type RefundMoney, refundMoney } from "#server/race/refund-money.ts";
import { refundMoneyPlain } from "#server/race/refund-money-plain.ts";
import { type ScratchMoney, scratchMoney } from "#server/race/scratch-money.ts";
import { scratchMoneyPlain } from "#server/race/scratch-money-plain.ts";
import { type PayRace, payRace } from "#server/race/settle-pay.ts";
import { payRacePlain } from "#server/race/settle-pay-plain.ts";

/** One way of the money of a race; all intents of a call are answered in their order. */
export interface MoneyWay {
  place(intents: readonly BetIntent[]): Promise<IdempotentAnswer<unknown>[]>;
  cancel(intents: readonly CancelIntent[]): Promise<IdempotentAnswer<unknown>[]>;
  scratch: ScratchMoney;
  refund: RefundMoney;
  pay: PayRace;
}

/** Statement by statement, one transaction for each intent: the oracle. */
export function plainWay(dataSource: DataSource): MoneyWay {
  return {
    place: (intents) => oneByOne(intents, (intent) => placeBet(dataSource, intent)),
    cancel: (intents) => oneByOne(intents, (intent) => cancelBet(dataSource, intent)),
    scratch: scratchMoneyPlain,
    refund: refundMoneyPlain,
    pay: payRacePlain,
  };
}

/** The functions of the database; bets in batches, through the lanes that a server has. */
export function fastWay(dataSource: DataSource): MoneyWay {
  const lanes = openBetLanes(dataSource, { queueMax: 1_000 });
  return {
    place: (intents) => Promise.all(intents.map((intent) => lanes.place(intent).then(atOnce))),
    cancel: (intents) => Promise.all(intents.map((intent) => lanes.cancel(intent).then(atOnce))),
    scratch: scratchMoney,
    refund: refundMoney,
    pay: payRace,
  };
}

/** A batch that was tried again has failed, and nothing here gives it a reason to. */
function atOnce<Value>({ answer, isRetried }: Decided<Value>): IdempotentAnswer<Value> {
  if (isRetried) throw new Error("a batch of bets failed");
  return answer;
}

async function oneByOne<Intent, Answer>(
  intents: readonly Intent[],
  act: (intent: Intent) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const intent of intents) answers.push(await act(intent));
  return answers;
}
